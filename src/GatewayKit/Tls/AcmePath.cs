using System.Buffers;

namespace GatewayKit.Tls;

/// <summary>The path of http-01 challenges (RFC 8555, section 8.3).</summary>
internal static class AcmePath
{
    private const string Prefix = "/.well-known/acme-challenge/";
    private const int LongestToken = 128;

    private static readonly SearchValues<char> s_base64Url = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>Returns the token of a path; null if the path isn't that of a challenge.</summary>
    public static string? TokenOf(string? path)
    {
        if (path is null || !path.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var token = path.AsSpan(Prefix.Length);
        return token.Length is > 0 and <= LongestToken && !token.ContainsAnyExcept(s_base64Url) ? token.ToString() : null;
    }
}
