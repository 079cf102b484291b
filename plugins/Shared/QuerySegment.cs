using System.Net;

namespace GatewayKit.Plugins;

/// <summary>The text between two <c>&amp;</c> of a query, as received.</summary>
internal readonly ref struct QuerySegment(ReadOnlySpan<char> text)
{
    /// <summary>Gets the segment as received.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    private int NameLength => Text.IndexOf('=') is >= 0 and var end ? end : Text.Length;

    /// <summary>Gets the text after the name, as received: empty, or an equals sign and the value.</summary>
    public ReadOnlySpan<char> Rest => Text[NameLength..];

    /// <summary>Gets the decoded value; empty if there is none.</summary>
    public string Value => Rest.IsEmpty ? "" : Decode(Rest[1..]);

    /// <summary>Returns whether the decoded name equals a name, case-sensitive.</summary>
    public bool Has(string name)
    {
        var sent = Text[..NameLength];
        return sent.IndexOfAny('%', '+') < 0 ? sent.SequenceEqual(name) : Decode(sent) == name;
    }

    private static string Decode(ReadOnlySpan<char> text) => WebUtility.UrlDecode(text.ToString());
}
