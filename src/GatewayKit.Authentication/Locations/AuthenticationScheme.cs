namespace GatewayKit.Authentication;

/// <summary>Reads <c>SCHEME CREDENTIALS</c> (RFC 9110, section 11.4): a token, then one or more spaces.</summary>
internal static class AuthenticationScheme
{
    /// <summary>Returns the scheme that a value starts with; null if it is none of them.</summary>
    public static string? Match(string? value, string[] schemes)
    {
        foreach (var scheme in schemes)
        {
            // The scheme ends where a token ends. A wrong separator, such as a tab, makes the credentials invalid, not absent.
            if (value is not null
                && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
                && (value.Length == scheme.Length || !HttpSyntax.IsToken(value.AsSpan(scheme.Length, 1))))
                return scheme;
        }

        return null;
    }

    /// <summary>Returns the text after the scheme and its spaces.</summary>
    public static ReadOnlyMemory<char> Credentials(string value, string scheme) => value.AsMemory(scheme.Length).TrimStart(' ');
}
