using System.Collections.Frozen;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The values of annotations that describe what the gateway does anyway.</summary>
internal static class UsualAnnotations
{
    private static readonly FrozenSet<string> s_off = FrozenSet.Create(
        StringComparer.Ordinal,
        "auth-always-set-cookie", "auth-tls-pass-certificate-to-upstream", "enable-global-auth", "enable-modsecurity",
        "enable-opentelemetry", "enable-owasp-core-rules", "enable-rewrite-log", "http2-push-preload", "mirror-target", "proxy-buffering",
        "proxy-cookie-domain", "proxy-cookie-path", "proxy-request-buffering", "relative-redirects", "session-cookie-change-on-failure",
        "session-cookie-conditional-samesite-none", "ssl-passthrough", "upstream-hash-by-subset", "use-port-in-redirects");

    private static readonly FrozenDictionary<string, string> s_values = new Dictionary<string, string>
    {
        ["affinity-canary-behavior"] = "legacy",
        ["affinity-mode"] = "persistent",
        ["disable-proxy-intercept-errors"] = "true",
        ["proxy-http-version"] = "1.1",
        ["proxy-ssl-ciphers"] = "DEFAULT",
        ["satisfy"] = "all",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns whether the gateway behaves as an annotation says, whatever the others are.</summary>
    /// <param name="name">The name without its prefix.</param>
    /// <param name="value">The value.</param>
    public static bool Contains(string name, string value)
        => (value is "false" or "off" && s_off.Contains(name))
            || (s_values.TryGetValue(name, out var usual) && value.Equals(usual, StringComparison.OrdinalIgnoreCase));
}
