using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Plugins.Cache.Keys;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>The keys of an entry in the shared store. They are hashes: they have a fixed length, and no URI or header is in them.</summary>
/// <param name="entry">The entry.</param>
/// <param name="varyBy">The option: with other parts, the same text means another selection.</param>
internal sealed class SharedKeys(string entry, IEnumerable<string> varyBy)
{
    private const char Separator = '\n';

    private readonly string _selection = string.Join(Separator, varyBy);

    /// <summary>Gets the key of the purges.</summary>
    public string Purges { get; } = Key("purges", entry);

    /// <summary>Returns the key of a URI's generation.</summary>
    public string Generation(string uri) => Key("generation", entry, uri);

    /// <summary>Returns the key of a response without <c>Vary</c>, or of the names of the fields in it.</summary>
    public string Response(string uri, in ResponseIdentity identity)
        => Key("response", entry, _selection, uri, identity.RouteId, identity.ClusterId ?? "", identity.VaryBy);

    /// <summary>Returns the key of a response that the values of fields select.</summary>
    public static string Variant(string response, VaryFields fields)
        => Key(["variant", response, .. fields.Names, .. fields.Values.Select(value => value ?? "\u0002")]);

    // The lengths keep the parts apart.
    private static string Key(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(Separator).Append(part);
        return $"cache:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }
}
