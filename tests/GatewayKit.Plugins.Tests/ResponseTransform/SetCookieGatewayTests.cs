using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.ResponseTransform;

public sealed class SetCookieGatewayTests(SetCookieGatewayTests.OverHttp1 http1, SetCookieGatewayTests.OverHttp2 http2)
    : IClassFixture<SetCookieGatewayTests.OverHttp1>, IClassFixture<SetCookieGatewayTests.OverHttp2>
{
    [Theory]
    [InlineData("/plain", "sid=7|b=2; Path=/; Secure", "key=7; HttpOnly; SameSite=Strict|b=2; Path=/; Secure|n=GET; SameSite=Lax")]
    [InlineData("/plain", "debug=1; Path=/", "n=GET; SameSite=Lax")]
    [InlineData("/plain", "n=0|n=1;samesite=None", "n=0; SameSite=Lax|n=1; SameSite=Lax")]
    [InlineData("/headers", "a=1|b=2", "own=1; Path=/shop|c=3")]
    public async Task Cookies_arrive_as_separate_lines(string path, string sent, string expected)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
            Assert.Equal((200, expected), await GetAsync(host, path, sent));
    }

    [Theory]
    [InlineData("/values/shop?q=a-b", "sid=a-b; Domain=shop.example.com; Path=/shop")]
    [InlineData("/values/a.b?q=1", "sid=1; Domain=a.b.example.com; Path=/a.b")]
    [InlineData("/values/shop?q=a%0D%0ASet-Cookie:%20b=c", null)]
    [InlineData("/values/shop?q=a%3B%20Domain=com", null)]
    [InlineData("/values/shop?q=%22", null)]
    [InlineData("/values/shop?q=a%20b", null)]
    [InlineData("/values/shop?q=%C3%A4", null)]
    [InlineData("/values/shop?q=1&q=2", null)]
    [InlineData("/values/a%20b?q=1", null)]
    public async Task Values_are_templates_and_can_not_add_an_attribute_or_a_header(string target, string? expected)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
            Assert.Equal((expected is null ? 502 : 200, expected), await GetAsync(host, target, "sid=0"));
    }

    [Fact]
    public async Task A_value_that_no_cookie_needs_rejects_nothing()
        => Assert.Equal((200, null), await GetAsync(http1, "/values/shop?q=%3B", sent: null));

    private static async Task<(int Status, string? Cookies)> GetAsync(BodyGateway host, string target, string? sent)
    {
        host.Upstream.Answer([], isChunked: false, [.. (sent?.Split('|') ?? []).Select(cookie => ("Set-Cookie", cookie))]);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Host.Address, target))
        {
            Version = host.Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await host.Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var values) ? string.Join('|', values) : null;
        return ((int)response.StatusCode, cookies);
    }

    /// <summary>A gateway with routes for constants, templates, and cookies that a change of headers sets.</summary>
    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(Configuration, protocols, new ScriptedUpstream())
    {
        private const string Configuration = """
            routes:
              plain:
                clusterId: up
                match: { path: /plain }
                plugins:
                  - name: response-transform
                    options:
                      remove: { cookies: [debug] }
                      rename: { cookies: { sid: key } }
                      add: { cookies: { n: "{{ method }}" } }
                      cookies: { key: { httpOnly: true, sameSite: strict }, n: { sameSite: lax } }
              values:
                clusterId: up
                match: { path: "/values/{id}" }
                plugins:
                  - name: response-transform
                    options:
                      replace: { cookies: { sid: "{{ query.q }}" } }
                      cookies: { sid: { domain: "{{ route.id }}.example.com", path: "/{{ route.id }}" } }
              headers:
                clusterId: up
                match: { path: /headers }
                plugins:
                  - name: response-transform
                    options:
                      remove: { headers: [Set-Cookie] }
                      append: { headers: { Set-Cookie: "own=1" }, cookies: { c: "3" } }
                      cookies: { own: { path: /shop } }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """;
    }

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
