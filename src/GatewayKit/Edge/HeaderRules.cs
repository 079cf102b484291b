using System.Buffers;
using System.Collections.Frozen;

namespace GatewayKit.Edge;

/// <summary>
/// Knows the header names that concern the edge. Servers behind CGI, and some frameworks, take every sign in a name
/// that is no letter or digit for the same, so <c>X_Real_IP</c> is <c>X-Real-IP</c> here too.
/// </summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_aliasSigns = SearchValues.Create("!#$%&'*+.^_`|~");

    // The letters that the names and prefixes below begin with; most headers begin with another one.
    private static readonly SearchValues<char> s_initials = SearchValues.Create("CcFfHhKkPpRrSsTtUuXx");

    // The names of which the edge has a rule are shorter; a longer one can only match by its prefix.
    private const int MaxLength = 32;

    private static readonly FrozenDictionary<string, HeaderRule>.AlternateLookup<ReadOnlySpan<char>> s_names = Names()
        .ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // What proxies, content networks and gateways tell a server about the client or its certificate.
    private static readonly string[] s_claimPrefixes =
    [
        "x-forwarded-", "x-original-", "x-envoy-", "x-authenticated-", "x-credential-", "x-auth-request-",
        "x-ms-client-principal", "x-amzn-oidc-", "x-goog-authenticated-user-", "x-goog-iap-", "x-ssl-", "x-client-cert",
        "x-arr-", "cf-connecting-", "cf-access-", "ssl-client-",
    ];

    /// <summary>The rule for a name.</summary>
    public static HeaderRule Of(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return HeaderRule.Invalid;
        if (s_initials.Contains(name[0]))
            return OfCandidate(name);

        // HTTP/2 and HTTP/3 pseudo headers, such as ":path", are checked by the server.
        return name[0] == ':' || !name.ContainsAnyExcept(s_token) ? HeaderRule.Pass : HeaderRule.Invalid;
    }

    private static HeaderRule OfCandidate(ReadOnlySpan<char> name)
    {
        if (name.ContainsAnyExcept(s_token))
            return HeaderRule.Invalid;

        Span<char> buffer = stackalloc char[MaxLength];
        var plain = buffer[..Math.Min(name.Length, MaxLength)];
        for (var i = 0; i < plain.Length; i++)
            plain[i] = char.IsAsciiLetterOrDigit(name[i]) ? (char)(name[i] | 0x20) : '-';

        var rule = name.Length > MaxLength || !s_names.TryGetValue(plain, out var known) ? OfPrefix(plain) : known;
        return rule != HeaderRule.Pass && name.ContainsAny(s_aliasSigns) ? HeaderRule.Remove : rule;
    }

    private static HeaderRule OfPrefix(ReadOnlySpan<char> plain)
    {
        if (plain[0] is not ('x' or 'c' or 's'))
            return HeaderRule.Pass;
        if (plain.StartsWith("x-consumer-"))
            return HeaderRule.Remove;
        foreach (var prefix in s_claimPrefixes)
        {
            if (plain.StartsWith(prefix))
                return HeaderRule.Claim;
        }

        return HeaderRule.Pass;
    }

    private static Dictionary<string, HeaderRule> Names()
    {
        var names = new Dictionary<string, HeaderRule>(StringComparer.Ordinal)
        {
            ["connection"] = HeaderRule.Connection,
            ["content-length"] = HeaderRule.ContentLength,
            ["host"] = HeaderRule.Host,
            ["te"] = HeaderRule.Te,
            ["transfer-encoding"] = HeaderRule.TransferEncoding,
            ["upgrade"] = HeaderRule.Upgrade,
            ["x-content-length"] = HeaderRule.ContentLengthBesideChunked,
        };
        Add(HeaderRule.WebSocket, "sec-websocket-accept", "sec-websocket-extensions", "sec-websocket-key",
            "sec-websocket-protocol", "sec-websocket-version");

        // Hop-by-hop (RFC 9110, section 7.6.1), and "Proxy", which CGI turns into the variable HTTP_PROXY.
        Add(HeaderRule.Remove, "http2-settings", "keep-alive", "proxy", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "trailer", "x-consumer", "x-anonymous-consumer");
        Add(HeaderRule.Claim, "client-ip", "fastly-client-ip", "fly-client-ip", "forwarded", "forwarded-for", "remote-addr",
            "remote-user", "true-client-ip", "x-azure-clientip", "x-azure-socketip", "x-client-dn", "x-client-ip",
            "x-cluster-client-ip", "x-forwarded", "x-forward-for", "x-host", "x-http-method", "x-http-method-override",
            "x-method-override", "x-proxyuser-ip", "x-real-ip", "x-remote-addr", "x-remote-ip", "x-remote-user",
            "x-rewrite-url", "x-webauth-user");
        return names;

        void Add(HeaderRule rule, params ReadOnlySpan<string> of)
        {
            foreach (var name in of)
                names.Add(name, rule);
        }
    }
}
