using System.Text.Json;
using GatewayKit.Authentication;

namespace GatewayKit.Tokens;

/// <summary>A provider's metadata (OpenID Connect Discovery, section 3).</summary>
/// <param name="Issuer">The issuer of its tokens.</param>
/// <param name="Keys">The address of its keys.</param>
/// <param name="Document">The whole document.</param>
/// <param name="RequiresHttps">Whether addresses of other machines need https.</param>
internal sealed record ProviderMetadata(string Issuer, Uri Keys, JsonElement Document, bool RequiresHttps)
{
    private const int MaximumDepth = 16;

    /// <summary>The address of an authority's metadata (OpenID Connect Discovery, section 4).</summary>
    public static Uri AddressOf(string authority) => new(authority.TrimEnd('/') + "/.well-known/openid-configuration");

    /// <summary>Returns whether a text is the authority, with or without a slash at its end.</summary>
    public static bool IsAuthority(string authority, string text) => authority.TrimEnd('/') == text.TrimEnd('/');

    /// <summary>Reads metadata.</summary>
    /// <exception cref="RemoteDocumentException">The metadata isn't valid, or it is that of another issuer.</exception>
    public static ProviderMetadata Read(ReadOnlySpan<byte> json, RemoteKeySettings settings)
    {
        if (!StrictJson.TryParseObject(json, MaximumDepth, out var metadata)
            || !TryText(metadata, "issuer", out var issuer) || !TryText(metadata, "jwks_uri", out var address))
            throw new RemoteDocumentException($"The metadata of {settings.Name} isn't a JSON object with 'issuer' and 'jwks_uri'.");
        if (!IsAuthority(settings.Authority!, issuer) && !settings.Issuers.Split('\n').Contains(issuer))
        {
            throw new RemoteDocumentException(
                $"The metadata of {settings.Name} is that of the issuer {HeaderOptions.Quoted(issuer)}. "
                    + "Set 'authority' to it, or list it in 'issuers'.");
        }

        return RemoteAddress.Parse(address, settings.RequiresHttps) is { } keys
            ? new ProviderMetadata(issuer, keys, metadata, settings.RequiresHttps)
            : throw new RemoteDocumentException($"The metadata of {settings.Name} names an address of keys without https.");
    }

    /// <summary>Returns an address of the provider.</summary>
    /// <param name="name">The member that names it, such as <c>token_endpoint</c>.</param>
    /// <returns>The address; null if the metadata has no valid one.</returns>
    public Uri? Endpoint(string name) => TryText(Document, name, out var address) ? RemoteAddress.Parse(address, RequiresHttps) : null;

    /// <summary>Returns whether a member is <c>true</c>.</summary>
    public bool Has(string name) => Document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static bool TryText(JsonElement metadata, string name, out string text)
    {
        text = metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length > 0;
    }
}
