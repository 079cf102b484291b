namespace GatewayKit.Security.Tests.Requests;

public class IdentityHeaderTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    private static readonly string[] s_names =
    [
        "X-Consumer-Name", "X-Consumer-Groups",
        "X-Consumer-Id", "X-Consumer-Custom-Id", "X-Consumer-Username", "X-Consumer", "X-Anonymous-Consumer",
        "X-Credential-Identifier",
        "X-Authenticated-UserId", "X-Authenticated-Scope", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
        "X-Forwarded-Port", "X-Forwarded-Prefix",
        "X-Forwarded-Server", "X-Forwarded-Uri", "X-Forwarded-Path", "X-Forwarded-Client-Cert", "X-Forwarded",
        "Forwarded", "Forwarded-For", "Client-Cert", "Client-Cert-Chain",
        "X-Forward-For", "X-Real-IP", "True-Client-IP", "X-Client-IP", "Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6",
        "Fastly-Client-IP", "Fly-Client-IP",
        "X-Cluster-Client-IP", "X-Original-URL", "X-Original-URI", "X-Original-Host", "X-Original-Forwarded-For",
        "X-Rewrite-URL", "X-Host",
        "X-Envoy-Original-Path", "X-Envoy-External-Address", "X-Envoy-Internal", "X-HTTP-Method-Override", "X-HTTP-Method",
        "X-Method-Override",
        "X-ProxyUser-Ip", "X-Remote-Addr", "X-Remote-IP", "X-Remote-User", "Remote-User", "Remote-Addr", "X-Azure-ClientIP",
        "X-MS-CLIENT-PRINCIPAL-ID",
        "X-Auth-Request-Email", "X-Amzn-Oidc-Identity", "X-Goog-Authenticated-User-Email", "X-SSL-Client-DN", "SSL-Client-Verify",
        "WL-Proxy-Client-IP",
        "WL-Proxy-SSL", "Proxy-Client-IP", "Front-End-Https", "X-Scheme", "X-Url-Scheme", "X-Proxy-User", "X-Appengine-User-IP",
        "X-Backend-Host", "X-Override-URL", "X-HTTP-DestinationURL", "X-HTTP-Host-Override",
        "Proxy", "Proxy-Authorization", "Proxy-Connection", "Keep-Alive", "Trailer", "TE", "HTTP2-Settings",
    ];

    public static TheoryData<string> Spellings
    {
        get
        {
            var spellings = new TheoryData<string>();
            foreach (var name in s_names)
            {
                spellings.Add(name);
                spellings.Add(name.ToUpperInvariant());
                if (name.Contains('-', StringComparison.Ordinal))
                {
                    spellings.Add(name.Replace('-', '_'));
                    spellings.Add(name.Replace('-', '.').ToUpperInvariant());
                    spellings.Add(name[..^1].Replace('-', '_') + name[^1]);
                }
            }

            foreach (var alias in new[] { "Transfer_Encoding",
                "Content_Length",
                "transfer_encoding",
                "CONTENT.LENGTH",
                "X-Consumer_Name",
                "X_Consumer-Name" })
                spellings.Add(alias);
            return spellings;
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Nobody_says_who_he_is_by_a_header(string name)
    {
        foreach (var (path, key) in new[] { ("/public/x", ""), ("/admin/x", SecurityGateway.Key) })
        {
            await gateway.SendAsync($"GET {path} HTTP/1.1\r\nHost: h\r\n{name}: evil\r\n{name}: evil\r\n{key}\r\n");

            var forwarded = Assert.Single(gateway.Forwarded);
            Assert.DoesNotContain(forwarded.Headers, header => header.Value.ToString().Contains("evil", StringComparison.Ordinal));
            Assert.Equal(key == "" ? null : "alice", forwarded.Header("X-Consumer-Name"));
            Assert.Equal("127.0.0.1", forwarded.Header("X-Forwarded-For"));
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task No_header_replaces_the_key(string name)
    {
        await gateway.AssertRefusedAsync($"GET /admin/x HTTP/1.1\r\nHost: h\r\n{name}: alice\r\n\r\n", 401);
        await gateway.AssertRefusedAsync($"GET /admin/x HTTP/1.1\r\nHost: h\r\n{name}: /public/x\r\n\r\n", 401);
    }

    [Theory]
    [InlineData("X-Original-URL: /admin/x")]
    [InlineData("X-Rewrite-URL: /admin/x")]
    [InlineData("X-Envoy-Original-Path: /admin/x")]
    [InlineData("X-Forwarded-Path: /admin/x")]
    [InlineData("X-Forwarded-Prefix: /admin")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    public async Task No_header_changes_the_route(string header)
    {
        await gateway.SendAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{header}\r\n\r\n");

        var forwarded = Assert.Single(gateway.Forwarded);
        Assert.Equal("GET /public/x", $"{forwarded.Method} {forwarded.Target}");
        Assert.Null(forwarded.Header(header.Split(':')[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("X-Api-Key:\r\n")]
    [InlineData("X-Api-Key: wrong\r\n")]
    [InlineData("X-Api-Key: the-key-of-alice\r\nX-Api-Key: the-key-of-alice\r\n")]
    [InlineData("X-Api-Key: the-key-of-alice, the-key-of-alice\r\n")]
    [InlineData("X-Api-Key: the-key-of-alice\r\nX-Api-Key: wrong\r\n")]
    [InlineData("X_Api_Key: the-key-of-alice\r\n")]
    [InlineData("Connection: X-Api-Key\r\nX-Api-Key: the-key-of-alice\r\n")]
    [InlineData("Connection: x-api-key, keep_alive\r\nX-Api-Key: the-key-of-alice\r\n")]
    public async Task Exactly_one_right_key_opens(string headers)
        => await gateway.AssertRefusedAsync($"GET /admin/x HTTP/1.1\r\nHost: h\r\n{headers}\r\n", 401);
}
