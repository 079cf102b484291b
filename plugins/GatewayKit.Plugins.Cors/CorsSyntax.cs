using System.Buffers;

namespace GatewayKit.Plugins.Cors;

/// <summary>Checks text from clients before it becomes part of a response.</summary>
internal static class CorsSyntax
{
    private const int MaxOrigin = 512;
    private const int MaxToken = 256;
    private const int MaxNames = 4096;

    private static readonly SearchValues<char> s_names = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz, \t");

    /// <summary>Whether a text is a possible origin, which is compared and returned.</summary>
    public static bool IsOrigin(string text)
    {
        if (text.Length is 0 or > MaxOrigin)
            return false;

        foreach (var c in text)
        {
            if (c is < '!' or > '~')
                return false;
        }

        return true;
    }

    /// <summary>Whether a text is a method or the name of a header (RFC 9110, section 5.6.2).</summary>
    public static bool IsToken(string text) => text.Length <= MaxToken && HttpSyntax.IsToken(text);

    /// <summary>Whether a text is a list of names.</summary>
    public static bool IsNames(string text) => text.Length is > 0 and <= MaxNames && !text.AsSpan().ContainsAnyExcept(s_names);
}
