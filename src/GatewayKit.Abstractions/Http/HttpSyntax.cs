using System.Buffers;

namespace GatewayKit;

/// <summary>Checks text that becomes part of an HTTP message.</summary>
public static class HttpSyntax
{
    /// <summary>Printable ASCII characters, spaces and tabs.</summary>
    private static readonly SearchValues<char> s_ascii = SearchValues.Create(
        ['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// Returns whether a text is a token (RFC 9110, section 5.6.2), such as a method, a header name or the name of a parameter.
    /// An empty text isn't. Doesn't allocate.
    /// </summary>
    /// <param name="text">The text, of any length.</param>
    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(s_token);

    /// <summary>
    /// Returns whether a text can be the value of a header (RFC 9110, section 5.5): printable ASCII characters, spaces, tabs, and the
    /// characters U+0080 to U+00FF, each of which is sent as one byte (obs-text). Doesn't allocate.
    /// </summary>
    /// <param name="text">The text, of any length.</param>
    public static bool IsHeaderValue(ReadOnlySpan<char> text) => IndexOfInvalid(text) < 0;

    /// <summary>
    /// Returns whether a text can be the value of a header that every server and client reads in the same way: printable ASCII characters,
    /// spaces and tabs. Other characters are legal, but are decoded differently. Doesn't allocate.
    /// </summary>
    /// <param name="text">The text, of any length.</param>
    internal static bool IsAsciiHeaderValue(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_ascii);

    /// <summary>Returns the position of the first character that can't be in the value of a header; -1 if there is none.
    /// It would add a header, or be sent as another character.</summary>
    internal static int IndexOfInvalid(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyExcept(s_ascii); i >= 0 && i < text.Length; i++)
        {
            if (text[i] is (< ' ' and not '\t') or '\x7f' or > '\xff')
                return i;
        }

        return -1;
    }
}
