using System.Net;

namespace GatewayKit;

/// <summary>A parameter of a query, as received: the text between two <c>&amp;</c>, which may be empty.</summary>
public readonly ref struct QueryParameter
{
    internal QueryParameter(ReadOnlySpan<char> text) => Text = text;

    /// <summary>Gets the parameter as received, encoded: its name and, if it has one, <c>=</c> and its value.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>Gets the decoded name; empty if there is none. Allocates a string.</summary>
    public string Name => Decode(Text[..NameLength]);

    /// <summary>Gets the decoded value; empty if there is none. Allocates a string.</summary>
    public string Value => Rest.IsEmpty ? "" : Decode(Rest[1..]);

    // The text after the name: empty, or an equals sign and the value.
    internal ReadOnlySpan<char> Rest => Text[NameLength..];

    private int NameLength => Text.IndexOf('=') is >= 0 and var end ? end : Text.Length;

    /// <summary>
    /// Returns whether the decoded name is <paramref name="name"/>, case-sensitive. Allocates only if the name is encoded.
    /// </summary>
    /// <param name="name">The name, not encoded.</param>
    public bool Has(string name)
    {
        var sent = Text[..NameLength];
        return sent.IndexOfAny('%', '+') < 0 ? sent.SequenceEqual(name) : Decode(sent) == name;
    }

    private static string Decode(ReadOnlySpan<char> text) => WebUtility.UrlDecode(text.ToString());
}
