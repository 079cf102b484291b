namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The headers that arguments of a tool can set.</summary>
internal static class ArgumentHeaders
{
    private static readonly SecretNames s_secrets = new([], []);

    /// <summary>Headers that HTTP or the gateway sets, and those that claim an identity or an origin.</summary>
    private static readonly string[] s_prefixes =
    [
        "Accept", "Access-Control-", "CF-", "Client-", "Content-", "Cookie", "Fastly-", "Fly-", "Forwarded", "Front-End-", "Gateway-",
        "Mcp-", "Origin", "Proxy", "Remote-", "Sec-", "SSL-", "True-", "Via", "X-Amzn-Oidc-", "X-ARR-", "X-Auth", "X-Azure-", "X-Client",
        "X-Cluster", "X-Consumer", "X-Credential", "X-Envoy", "X-Forward", "X-Goog-Authenticated-", "X-Goog-IAP-", "X-HTTP-Method",
        "X-Method-Override", "X-MS-Client-Principal", "X-Original-", "X-Real-", "X-Remote-", "X-Rewrite-", "X-SSL-", "X-User",
        "X-WebAuth-",
    ];

    /// <summary>Returns whether a model can choose the value of a header: no credentials, and no claims of an identity. OpenAPI also
    /// ignores parameters named Accept, Content-Type and Authorization (version 3.1, section 4.8.12.1).</summary>
    public static bool Include(string name)
        => !HeaderOptions.ValidateName("", name).Any()
            && !s_secrets.IsSecretHeader(name)
            && !Array.Exists(s_prefixes, prefix => name.Replace('_', '-').StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
