using System.Buffers;

namespace GatewayKit;

/// <summary>Checks text that becomes part of an HTTP message.</summary>
public static class HttpSyntax
{
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// Returns whether a text is a token (RFC 9110, section 5.6.2), such as a method, a header name or the name of a parameter.
    /// An empty text isn't. Doesn't allocate.
    /// </summary>
    /// <param name="text">The text, of any length.</param>
    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(s_token);
}
