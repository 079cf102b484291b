namespace GatewayKit.Kubernetes.Importing;

/// <summary>Advice about annotations that can't be imported.</summary>
internal static class ImportAdvice
{
    private static readonly (string Prefix, string Advice)[] s_advice =
    [
        ("auth-tls-", "Name a Secret of the namespace, or verify client certificates with spec.tls.frontend of the Gateway."),
        ("auth-signin", "Sign users in with the plugin oidc, or let the authorization service redirect them."),
        ("auth-url", "Write a GatewayPlugin of the plugin forward-auth."),
        ("auth-", "Write a GatewayPlugin of an authentication plugin, such as oidc, jwt, basic-auth or forward-auth."),
        ("enable-modsecurity", "Put a firewall for web applications in front of the gateway."),
        ("enable-owasp", "Put a firewall for web applications in front of the gateway."),
        ("modsecurity", "Put a firewall for web applications in front of the gateway."),
        ("satisfy", "Decide which of the protections apply, and remove the annotation."),
        ("whitelist-", "Correct the list."),
        ("allowlist-", "Correct the list."),
        ("denylist-", "Correct the list."),
        ("custom-headers", "Add the manifest of the ConfigMap to the input."),
        ("mirror-", "Add a filter of the type RequestMirror to the HTTPRoute, with a Service as its backend."),
        ("proxy-redirect-", "Change the header Location with the plugin response-transform."),
        ("proxy-cookie-", "Change the header Set-Cookie with the plugin response-transform."),
        ("limit-rate", "Bound the rate of responses with the plugin stream-limits."),
        ("limit-", "Add the networks to the option of a GatewayPlugin of the plugin rate-limit."),
        ("ssl-passthrough", "Write a TLSRoute, with a listener of the mode Passthrough."),
        ("permanent-redirect", "Write an HTTPRoute with the filter RequestRedirect."),
        ("temporal-redirect", "Write an HTTPRoute with the filter RequestRedirect."),
        ("proxy-ssl-", "Write a BackendTLSPolicy."),
    ];

    /// <summary>Returns what to do about an annotation.</summary>
    /// <param name="name">The name without its prefix.</param>
    public static string Of(string name)
        => name.Contains("snippet", StringComparison.Ordinal)
            ? "Express the snippet with plugins, then remove the annotation."
            : Array.Find(s_advice, advice => name.StartsWith(advice.Prefix, StringComparison.Ordinal)).Advice
                ?? "Remove the annotation if you don't need it.";
}
