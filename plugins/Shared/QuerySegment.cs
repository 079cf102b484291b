using System.Net;

namespace GatewayKit.Plugins;

/// <summary>What stands between two <c>&amp;</c> of a query, as it was sent.</summary>
internal readonly ref struct QuerySegment(ReadOnlySpan<char> text)
{
    /// <summary>The segment as it was sent.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    private int NameLength => Text.IndexOf('=') is >= 0 and var end ? end : Text.Length;

    /// <summary>What follows the name as it was sent: nothing, or an equals sign and the value.</summary>
    public ReadOnlySpan<char> Rest => Text[NameLength..];

    /// <summary>The decoded value; empty if there is none.</summary>
    public string Value => Rest.IsEmpty ? "" : Decode(Rest[1..]);

    /// <summary>Whether the decoded name is this one. Case matters.</summary>
    public bool Has(string name)
    {
        var sent = Text[..NameLength];
        return sent.IndexOfAny('%', '+') < 0 ? sent.SequenceEqual(name) : Decode(sent) == name;
    }

    private static string Decode(ReadOnlySpan<char> text) => WebUtility.UrlDecode(text.ToString());
}
