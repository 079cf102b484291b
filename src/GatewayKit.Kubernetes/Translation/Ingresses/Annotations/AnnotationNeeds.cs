using System.Collections.Frozen;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The annotations that only have an effect together with another one.</summary>
internal static class AnnotationNeeds
{
    private static readonly string[] s_limits = ["limit-rps", "limit-rpm", "limit-connections"];

    private static readonly FrozenDictionary<string, string[]> s_needs = new (string[] Needs, string[] Names)[]
    {
        (["affinity"],
        [
            "affinity-canary-behavior", "affinity-mode", "session-cookie-change-on-failure", "session-cookie-conditional-samesite-none",
            "session-cookie-domain", "session-cookie-expires", "session-cookie-max-age", "session-cookie-name", "session-cookie-path",
            "session-cookie-samesite", "session-cookie-secure",
        ]),
        (["auth-tls-secret"],
        [
            "auth-tls-error-page", "auth-tls-match-cn", "auth-tls-pass-certificate-to-upstream", "auth-tls-verify-client",
            "auth-tls-verify-depth",
        ]),
        (["auth-type"], ["auth-realm", "auth-secret", "auth-secret-type"]),
        (["auth-url"],
        [
            "auth-always-set-cookie", "auth-cache-duration", "auth-cache-key", "auth-keepalive", "auth-keepalive-requests",
            "auth-keepalive-share-vars", "auth-keepalive-timeout", "auth-method", "auth-proxy-set-headers", "auth-request-redirect",
            "auth-response-headers", "auth-signin", "auth-snippet",
        ]),
        (["auth-signin"], ["auth-signin-redirect-param"]),
        (["backend-protocol"],
        [
            "proxy-ssl-ciphers", "proxy-ssl-name", "proxy-ssl-protocols", "proxy-ssl-secret", "proxy-ssl-server-name", "proxy-ssl-verify",
            "proxy-ssl-verify-depth",
        ]),
        (["canary"], ["canary-by-cookie", "canary-by-header", "canary-weight"]),
        (["canary-by-header"], ["canary-by-header-pattern", "canary-by-header-value"]),
        (["canary-weight"], ["canary-weight-total"]),
        (["enable-cors"],
        [
            "cors-allow-credentials", "cors-allow-headers", "cors-allow-methods", "cors-allow-origin", "cors-expose-headers",
            "cors-max-age",
        ]),
        (s_limits, ["limit-allowlist", "limit-burst-multiplier", "limit-whitelist"]),
        (["mirror-target"], ["mirror-host", "mirror-request-body"]),
        (["permanent-redirect"], ["permanent-redirect-code"]),
        (["proxy-redirect-from"], ["proxy-redirect-to"]),
        (["proxy-redirect-to"], ["proxy-redirect-from"]),
        (["auth-type", "auth-url", "allowlist-source-range", "whitelist-source-range"], ["satisfy"]),
        (["temporal-redirect"], ["temporal-redirect-code"]),
        (["upstream-hash-by"], ["upstream-hash-by-subset", "upstream-hash-by-subset-size"]),
    }.SelectMany(group => group.Names.Select(name => (name, group.Needs))).ToFrozenDictionary(need => need.name, need => need.Needs);

    /// <summary>Returns the annotations of which an annotation needs one; empty if it needs none.</summary>
    public static IReadOnlyList<string> Of(string name) => s_needs.TryGetValue(name, out var needs) ? needs : [];
}
