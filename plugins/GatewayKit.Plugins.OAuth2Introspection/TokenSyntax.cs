using System.Buffers;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Checks the form of tokens before the authorization server sees them.</summary>
internal static class TokenSyntax
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaximumLength = 16 * 1024;

    private static readonly SearchValues<char> s_alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    /// <summary>Returns whether a text is a <c>b64token</c> (RFC 6750, section 2.1).</summary>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        var token = text.TrimEnd('=');
        return token.Length > 0 && text.Length <= MaximumLength && !token.ContainsAnyExcept(s_alphabet);
    }
}
