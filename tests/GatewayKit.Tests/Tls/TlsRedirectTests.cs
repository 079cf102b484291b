using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Tls;

/// <summary>The redirect of requests without TLS.</summary>
public sealed class TlsRedirectTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("true", "GET /a?b=c HTTP/1.1\r\nHost: example.com", 308, "https://example.com/a?b=c")]
    [InlineData("true", "POST /a HTTP/1.1\r\nHost: example.com:8080\r\nContent-Length: 0", 308, "https://example.com/a")]
    [InlineData("true", "HEAD /%C3%A9//x HTTP/1.1\r\nHost: EXAMPLE.com", 308, "https://EXAMPLE.com/%C3%A9//x")]
    [InlineData("{ port: 8443 }", "GET / HTTP/1.1\r\nHost: example.com:80", 308, "https://example.com:8443/")]
    [InlineData("{ status: 301 }", "GET / HTTP/1.1\r\nHost: [::1]:80", 301, "https://[::1]/")]
    [InlineData("{ port: 8443, status: 307 }", "GET / HTTP/1.1\r\nHost: [2001:db8::1]", 307, "https://[2001:db8::1]:8443/")]
    [InlineData("true", "GET http://example.com/a HTTP/1.1\r\nHost: example.com", 308, "https://example.com/a")]
    [InlineData("true", "GET //evil.example/a HTTP/1.1\r\nHost: example.com", 308, "https://example.com//evil.example/a")]
    [InlineData("true", "GET / HTTP/1.1\r\nHost: example.com\r\nX-Forwarded-Proto: https", 308, "https://example.com/")]
    [InlineData("true", "GET /.well-known/acme-challenge/../admin HTTP/1.1\r\nHost: example.com", 308,
        "https://example.com/.well-known/acme-challenge/../admin")]
    [InlineData("true", "GET /.well-known/acme-challenge/a/b HTTP/1.1\r\nHost: example.com", 308,
        "https://example.com/.well-known/acme-challenge/a/b")]
    public async Task A_request_is_redirected(string redirect, string request, int status, string location)
    {
        await using var app = await StartAsync(redirect);

        var response = await RawClient.SendAsync(app.PlainPort, request + "\r\n\r\n");

        Assert.Equal((status, location), (response!.Status, response.Header("Location")));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a@b")]
    [InlineData("GET / HTTP/1.1\r\nHost: example.com/path")]
    [InlineData("GET / HTTP/1.1\r\nHost: [::1")]
    [InlineData("GET / HTTP/1.1\r\nHost: ")]
    [InlineData("GET / HTTP/1.1\r\nHost: a:99999")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b")]
    [InlineData("GET / HTTP/1.0")]
    public async Task A_hostile_host_is_not_reflected(string request)
    {
        await using var app = await StartAsync("true");

        var response = await RawClient.SendAsync(app.PlainPort, request + "\r\n\r\n");

        Assert.Equal((400, null), (response!.Status, response.Header("Location")));
    }

    [Theory]
    [InlineData("false", "GET /a HTTP/1.1\r\nHost: example.com")]
    [InlineData("true", "GET /.well-known/acme-challenge/token HTTP/1.1\r\nHost: example.com")]
    public async Task Other_requests_are_served(string redirect, string request)
    {
        await using var app = await StartAsync(redirect);

        Assert.Equal(200, (await RawClient.SendAsync(app.PlainPort, request + "\r\n\r\n"))!.Status);
    }

    [Theory]
    [InlineData("X-Forwarded-Proto: https", 200, null)]
    [InlineData("X-Forwarded-Proto: http\r\nX-Forwarded-Host: public.example", 308, "https://public.example/")]
    [InlineData("X-Forwarded-Proto: https, http", 308, "https://internal/")]
    public async Task Behind_a_trusted_proxy_its_headers_count(string headers, int status, string? location)
    {
        await using var app = await StartAsync("true", "trustedProxies: [127.0.0.1]");

        var response = await RawClient.SendAsync(app.PlainPort, $"GET / HTTP/1.1\r\nHost: internal\r\n{headers}\r\n\r\n");

        Assert.Equal((status, location), (response!.Status, response.Header("Location")));
    }

    [Fact]
    public async Task A_request_over_tls_is_served()
    {
        await using var app = await StartAsync("true");
        await using var client = await app.ConnectAsync("a.example.com");

        Assert.Contains("200 OK", await client.GetAsync(), StringComparison.Ordinal);
    }

    private Task<TlsApp> StartAsync(string redirect, string more = "")
    {
        _folder.WriteSite("a.pem", "a.example.com");
        return TlsApp.StartAsync(_folder, $"tls: {{ certificates: [ {{ certificate: a.pem }} ], redirect: {redirect} }}\n{more}\n");
    }
}
