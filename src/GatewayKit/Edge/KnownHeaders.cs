namespace GatewayKit.Edge;

/// <summary>The header names that the edge has a rule for, in lower case.</summary>
internal static class KnownHeaders
{
    /// <summary>The headers in which proxies, CDNs and gateways describe the client or its certificate.</summary>
    public static IReadOnlyList<string> ClaimPrefixes { get; } =
    [
        "cf-access-", "cf-connecting-", "ssl-client-", "x-amzn-oidc-", "x-arr-", "x-auth-request-", "x-authenticated-",
        "x-client-cert", "x-credential-", "x-envoy-", "x-forwarded-", "x-goog-authenticated-user-", "x-goog-iap-",
        "x-ms-client-principal", "x-original-", "x-ssl-", "wl-proxy-", "x-appengine-user-",
    ];

    /// <summary>The names.</summary>
    public static Dictionary<string, HeaderRule> Names()
    {
        var names = new Dictionary<string, HeaderRule>(StringComparer.Ordinal)
        {
            ["connection"] = HeaderRule.Connection,
            ["content-length"] = HeaderRule.ContentLength,
            [GatewayContext.CopyHeader.ToLowerInvariant()] = HeaderRule.Copy,
            ["host"] = HeaderRule.Host,
            ["te"] = HeaderRule.Te,
            ["transfer-encoding"] = HeaderRule.TransferEncoding,
            ["upgrade"] = HeaderRule.Upgrade,
            ["x-content-length"] = HeaderRule.ContentLengthBesideChunked,
        };
        Add(HeaderRule.WebSocket, "sec-websocket-accept", "sec-websocket-extensions", "sec-websocket-key",
            "sec-websocket-protocol", "sec-websocket-version");

        // Hop-by-hop (RFC 9110, section 7.6.1), and "Proxy", which CGI turns into the variable HTTP_PROXY.
        Add(HeaderRule.ConnectionSpecific, "keep-alive", "proxy-connection");
        Add(HeaderRule.Remove, "http2-settings", "proxy", "proxy-authenticate", "proxy-authorization", "trailer",
            "x-anonymous-consumer", "x-consumer");
        Add(HeaderRule.Claim, "client-cert", "client-cert-chain", "client-ip", "fastly-client-ip", "fly-client-ip",
            "forwarded", "forwarded-for", "front-end-https",
            "proxy-client-ip", "remote-addr", "remote-user", "true-client-ip", "x-azure-clientip", "x-azure-socketip",
            "x-backend-host", "x-client-dn", "x-client-ip", "x-cluster-client-ip", "x-forward-for", "x-forwarded", "x-host",
            "x-http-destinationurl", "x-http-host-override", "x-http-method", "x-http-method-override", "x-method-override",
            "x-override-url", "x-proxy-user", "x-proxyuser-ip", "x-real-ip", "x-remote-addr", "x-remote-ip", "x-remote-user",
            "x-rewrite-url", "x-scheme", "x-url-scheme", "x-webauth-user");
        return names;

        void Add(HeaderRule rule, params ReadOnlySpan<string> of)
        {
            foreach (var name in of)
                names.Add(name, rule);
        }
    }
}
