namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The annotations that can keep clients from a path: without their effect, the path would be open.</summary>
internal static class ProtectiveAnnotations
{
    private static readonly string[] s_words = ["whitelist", "denylist", "allowlist", "satisfy", "modsecurity", "owasp"];

    private static readonly string[] s_harmless =
        ["auth-cache-", "auth-keepalive", "auth-always-set-cookie", "auth-request-redirect", "limit-"];

    private static readonly string[] s_directives = ["deny", "allow", "auth", "return", "access", "lua", "if", "limit"];

    /// <param name="name">The name without its prefix.</param>
    /// <param name="value">The value.</param>
    public static bool IsProtective(string name, string value)
        => !Array.Exists(s_harmless, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            && (name.StartsWith("auth-", StringComparison.Ordinal)
                || (s_words.Any(word => name.Contains(word, StringComparison.Ordinal)) && value is not ("false" or "all"))
                || (name.Contains("snippet", StringComparison.Ordinal)
                    && s_directives.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase))));
}
