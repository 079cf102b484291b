using System.Text;
using GatewayKit.Plugins.RewriteLinks;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.RewriteLinks;

public sealed class RewriteLinksTests(RewriteLinksTests.OverHttp1 http1, RewriteLinksTests.OverHttp2 http2)
    : IClassFixture<RewriteLinksTests.OverHttp1>, IClassFixture<RewriteLinksTests.OverHttp2>
{
    private const string Public = "https://api.example.com";
    private const string Rule = "it must be an absolute http or https address without query and fragment.";

    private static readonly (string, string) s_json = ("Content-Type", "application/json");

    [Theory]
    [InlineData("{up}/items/1", Public + "/orders/items/1")]
    [InlineData("{up}", Public + "/orders")]
    [InlineData("{up}?a=b", Public + "/orders?a=b")]
    [InlineData("\"{esc}\\/items\\/1\"", "\"https:\\/\\/api.example.com\\/orders\\/items\\/1\"")]
    [InlineData("<a href='{up}/a'>{up}/b</a>", "<a href='" + Public + "/orders/a'>" + Public + "/orders/b</a>")]
    [InlineData("See {up}. Or {up}: it", "See " + Public + "/orders. Or " + Public + "/orders: it")]
    [InlineData("HTTP{rest}/items", Public + "/orders/items")]
    [InlineData("http://LEGACY.internal/old/x", Public + "/orders/x")]
    [InlineData("HTTP:\\/\\/LEGACY.internal:80\\/old", "https:\\/\\/api.example.com\\/orders")]
    [InlineData("http://legacy.internal/Old/x", "http://legacy.internal/Old/x")]
    [InlineData("http:\\/\\/legacy.internal\\/OLD", "http:\\/\\/legacy.internal\\/OLD")]
    [InlineData("http://legacy.internal:80/old/x", Public + "/orders/x")]
    [InlineData("http://legacy.internal/older/x", "http://legacy.internal/older/x")]
    [InlineData("http://legacy.internal/", "http://legacy.internal/")]
    [InlineData("{up}0/items", "{up}0/items")]
    [InlineData("{up}.evil.example/items", "{up}.evil.example/items")]
    [InlineData("{up}@evil.example/", "{up}@evil.example/")]
    [InlineData("https{rest}/items", "https{rest}/items")]
    [InlineData("/items/1", "/items/1")]
    public async Task Addresses_in_bodies_become_public(string body, string rewritten)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            host.Upstream.Answer(Encoding.UTF8.GetBytes(Fill(host, body)), isChunked: true, s_json);

            Assert.Equal(Fill(host, rewritten), (await host.SendAsync(HttpMethod.Get, "/orders/items/1")).Text);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Compressed_bodies_are_rewritten(string coding)
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"größe\":\"{{up}}/items/{i}\"}}\n"));
        var body = CodedBytes.Encode(coding, Encoding.UTF8.GetBytes(Fill(http1, text)));
        http1.Upstream.Answer(body, isChunked: false, s_json, ("Content-Encoding", coding), ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/orders/items");

        Assert.Equal((coding, "W/\"a\""), (answer.Coding, answer.Header("ETag")));
        Assert.Equal(text.Replace("{up}", Public + "/orders", StringComparison.Ordinal), answer.Text);
    }

    [Theory]
    [InlineData("Location", "{up}/items/2?a=b#c", Public + "/orders/items/2?a=b#c")]
    [InlineData("Location", "{up}", Public + "/orders")]
    [InlineData("Location", "/items/2", "/orders/items/2")]
    [InlineData("Location", "//127.0.0.1:{port}/items", Public + "/orders/items")]
    [InlineData("Location", "items/2", "items/2")]
    [InlineData("Location", "https://elsewhere.example/items", "https://elsewhere.example/items")]
    [InlineData("Location", "{up}0/items", "{up}0/items")]
    [InlineData("Content-Location", "http://legacy.internal/old/2", Public + "/orders/2")]
    [InlineData("Link", "<{up}/items?page=2>; rel=\"next\", </items?page=9>; rel=last, <https://a.example/>; rel=help",
        "<" + Public + "/orders/items?page=2>; rel=\"next\", </orders/items?page=9>; rel=last, <https://a.example/>; rel=help")]
    [InlineData("Refresh", "5; url={up}/next", "5; url=" + Public + "/orders/next")]
    [InlineData("Refresh", "0;URL='{up}/next'", "0;URL='" + Public + "/orders/next'")]
    [InlineData("Link", "<{up}/a>; title=\"\\\"</b>, <{up}/c>\"; anchor=\"{up}/d\"; xanchor=\"/e\", </f>; anchor = \"#g\"; ANCHOR=\"/h\"",
        "<" + Public + "/orders/a>; title=\"\\\"</b>, <" + Public + "/orders/c>\"; anchor=\"" + Public
            + "/orders/d\"; xanchor=\"/e\", </orders/f>; anchor = \"#g\"; ANCHOR=\"/orders/h\"")]
    [InlineData("Link", "<{up}/a>; title=\"b", "<" + Public + "/orders/a>; title=\"b")]
    [InlineData("Link", "<{up}/a>; title=\"b, <{up}/c>; rel=next, </d>; anchor=\\\"/e\\\"",
        "<" + Public + "/orders/a>; title=\"b, <" + Public + "/orders/c>; rel=next, </orders/d>; anchor=\\\"/e\\\"")]
    [InlineData("Link", "</a>; title=\"b, <{up}/c>; title=\"d\"", "</orders/a>; title=\"b, <" + Public + "/orders/c>; title=\"d\"")]
    [InlineData("Link", "</a>; anchor=\"{up}/b", "</orders/a>; anchor=\"" + Public + "/orders/b")]
    [InlineData("Link", "</a>; anchor={up}/b; c=\"http:\\/\\/LEGACY.internal\\/old\\/d\"",
        "</orders/a>; anchor=" + Public + "/orders/b; c=\"https:\\/\\/api.example.com\\/orders\\/d\"")]
    [InlineData("Link", "<{up}/a, <{up}/b>, {up}/c, </d>, <{up}/e",
        "<" + Public + "/orders/a, <" + Public + "/orders/b>, " + Public + "/orders/c, </orders/d>, <" + Public + "/orders/e")]
    [InlineData("Link", "<{up}0/a>; title=\"{up}.evil.example\"", "<{up}0/a>; title=\"{up}.evil.example\"")]
    [InlineData("Refresh", "5", "5")]
    [InlineData("Refresh", "5; {up}/next?url=/a", "5; " + Public + "/orders/next?url=/a")]
    [InlineData("Refresh", "1.5 , url = \"{up}/next\" ;x", "1.5 , url = \"" + Public + "/orders/next\" ;x")]
    [InlineData("Refresh", "0;ur", "0;ur")]
    [InlineData("Set-Cookie", "a=b; Domain=127.0.0.1; Path=/items; Secure", "a=b; Path=/orders/items; Secure")]
    [InlineData("Set-Cookie", "a=b; domain=.internal; path=/", "a=b; Path=/orders")]
    [InlineData("Set-Cookie", "a=b; Domain=other.example; HttpOnly", "a=b; Domain=other.example; HttpOnly")]
    [InlineData("Set-Cookie", "__Host-a=b; Secure; Path=/", "__Host-a=b; Secure; Path=/")]
    public async Task Addresses_in_headers_become_public(string name, string value, string rewritten)
    {
        http1.Upstream.Answer(302, "moved"u8.ToArray(), isChunked: false, ("Content-Type", "image/png"), (name, Fill(http1, value)));

        var answer = await http1.SendAsync(HttpMethod.Get, "/orders/items/1");

        Assert.Equal(Fill(http1, rewritten), answer.Header(name));
        Assert.Equal("moved", answer.Text);
    }

    [Theory]
    [InlineData("/based/items/1", "{up}/v2/items/2 {up}/v3", Public + "/based/items/2 {up}/v3")]
    [InlineData("/same/items", "{up}/same/items", Public + "/same/items")]
    [InlineData("/mapped/items", "{up}/items", "https://www.example.com/shop/items")]
    public async Task The_prefix_follows_from_the_transforms_or_the_public_address(string path, string body, string rewritten)
    {
        http1.Upstream.Answer(Encoding.UTF8.GetBytes(Fill(http1, body)), isChunked: false, s_json);

        Assert.Equal(Fill(http1, rewritten), (await http1.SendAsync(HttpMethod.Get, path)).Text);
    }

    [Fact]
    public async Task A_path_of_another_plugin_stays_because_it_is_public()
    {
        var redirect = await http1.Host.GetAsync("/moved");
        var respond = await http1.Host.GetAsync("/answered");

        Assert.Equal("/shop/new", redirect.Header("Location"));
        Assert.Equal("</shop/next>, <https://www.example.com/shop/2>", respond.Header("Link"));
        Assert.Equal(("a=b; Path=/shop", "https://www.example.com/shop/1"), (respond.Header("Set-Cookie"), respond.Body));
    }

    [Fact]
    public async Task The_host_of_the_request_counts_only_if_the_route_matches_it()
    {
        http1.Upstream.Answer(Encoding.UTF8.GetBytes(Fill(http1, "{up}/items")), isChunked: false, s_json);

        Assert.Equal("http://shop.example.com/hosted/items",
            (await http1.SendAsync(HttpMethod.Get, "/hosted/items", null, ("Host", "shop.example.com"))).Text);
        Assert.Equal(404, (await http1.SendAsync(HttpMethod.Get, "/hosted/items", null, ("Host", "evil.example"))).Status);
        Assert.Equal(
            ["(rewrite-links): options.publicUrl is missing, and the route matches any host; set it, or 'hosts' of the route's 'match'."],
            await PluginGateway.ErrorsOfAsync("{ name: rewrite-links }"));
    }

    [Theory]
    [InlineData("http://shop.example.com:8443", "Host", "shop.example.com:8443")]
    [InlineData("https://a.example.com", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "a.example.com")]
    [InlineData("http://a.example.com:8443", "X-Forwarded-Host", "b.example.com, a.example.com", "X-Forwarded-Port", "1, 8443")]
    [InlineData("http://a.example.com:81", "X-Forwarded-Host", "a.example.com:81", "X-Forwarded-Port", "8443")]
    [InlineData("http://a.example.com", "X-Forwarded-Host", "a.example.com", "X-Forwarded-Port", "80")]
    [InlineData("http://a.example.com", "X-Forwarded-Host", "a.example.com", "X-Forwarded-Port", "70000")]
    [InlineData("http://inner.example.com", "X-Forwarded-Port", "8443")]
    public async Task Links_have_the_port_that_the_client_has_used(string origin, params string[] headers)
    {
        http1.Upstream.Answer(Encoding.UTF8.GetBytes(Fill(http1, "{up}/items")), isChunked: false, s_json);

        var answer = await http1.SendAsync(
            HttpMethod.Get, "/hosted/items", null,
            [
                .. headers[0] == "Host" ? [] : new[] { ("Host", "inner.example.com") },
                .. headers.Chunk(2).Select(pair => (pair[0], pair[1])),
            ]);

        Assert.Equal(origin + "/hosted/items", answer.Text);
    }

    [Theory]
    [InlineData("/retried/items")]
    [InlineData("/hedged/items")]
    public async Task The_upstream_is_the_destination_that_the_response_is_from(string path)
    {
        http1.Upstream.Answer(
            Encoding.UTF8.GetBytes(Fill(http1, "{up}/v2/items http://127.0.0.1:1/v1/items")), isChunked: false, s_json,
            ("Location", Fill(http1, "{up}/v2/items")));

        var answer = await http1.SendAsync(HttpMethod.Get, path);

        Assert.Equal((Public + path, Public + path + " http://127.0.0.1:1/v1/items"), (answer.Header("Location"), answer.Text));
    }

    [Theory]
    [InlineData("/named/items", "http://api.internal/v2/items {up}/v2/items", Public + "/named/items " + Public + "/named/items")]
    [InlineData("/kept/items", "http://api.example.com/v2/items {up}/v2/items",
        "http://api.example.com/v2/items " + Public + "/kept/items")]
    public async Task The_upstream_also_has_the_name_in_its_header_Host_unless_that_is_the_public_one(
        string path, string body, string rewritten)
    {
        http1.Upstream.Answer(Encoding.UTF8.GetBytes(Fill(http1, body)), isChunked: false, s_json);

        var answer = await http1.SendAsync(HttpMethod.Get, path, null, ("Host", "api.example.com"));

        Assert.Equal(rewritten, answer.Text);
    }

    [Fact]
    public void Kept_needles_are_bounded_although_clients_choose_paths()
    {
        var cache = new NeedleCache();
        var first = cache.Get([Of("/0")]);
        Assert.Same(first, cache.Get([Of("/0")]));

        for (var i = 1; i <= 2 * NeedleCache.MaxCount; i++)
            cache.Get([Of($"/{i}")]);
        Assert.InRange(cache.Count, 1, NeedleCache.MaxCount);

        var last = cache.Get([Of("/last")]);
        Assert.Same(last, cache.Get([Of("/last")]));
        var long1 = cache.Get([Of("/" + new string('a', NeedleCache.MaxLength))]);
        Assert.NotSame(long1, cache.Get([Of("/" + new string('a', NeedleCache.MaxLength))]));

        static UpstreamBase Of(string path) => UpstreamBase.Of(new Uri("http://api.internal"), path);
    }

    [Fact]
    public async Task Bodies_can_stay_as_they_are()
    {
        var text = Fill(http1, "{up}/items");
        http1.Upstream.Answer(Encoding.UTF8.GetBytes(text), isChunked: false, s_json, ("Location", text), ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/headers/items");

        Assert.Equal((text, Public + "/headers/items", "\"a\""), (answer.Text, answer.Header("Location"), answer.Header("ETag")));
    }

    [Theory]
    [InlineData("/orders/items", "gzip")]
    [InlineData("/headers/items", "dcb, gzip")]
    public async Task The_upstream_receives_only_codings_that_can_be_decoded_if_bodies_change(string path, string received)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);

        await http1.SendAsync(HttpMethod.Get, path, null, ("Accept-Encoding", "dcb, gzip"));

        Assert.Equal(received, http1.Upstream.LastHeaders.AcceptEncoding);
    }

    [Fact]
    public async Task A_body_that_cannot_be_rewritten_is_refused()
    {
        http1.Upstream.Answer("x"u8.ToArray(), isChunked: false, s_json, ("Content-Encoding", "compress"));
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/orders/items")).Status);

        http1.Upstream.Answer("x"u8.ToArray(), isChunked: false, ("Content-Type", "text/html; charset=utf-16"));
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/orders/items")).Status);
    }

    [Fact]
    public void A_response_without_links_costs_no_memory()
    {
        var plugin = new RewriteLinksPlugin(new RewriteLinksOptions { PublicUrl = Public }, new RouteInfo { Id = "a" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://api.internal");
        var context = new FakeContext { State = request };
        context.Http.Response.ContentType = "image/png";

        Assert.Equal(0, AllocatedBytes.Of(() => Assert.Null(plugin.OnResponseAsync(context).Now().Response)));
    }

    [Fact]
    public async Task Invalid_options_are_refused()
        => Assert.Equal(
            [
                $"(rewrite-links): options.publicUrl is 'api.example.com'; {Rule}",
                $"(rewrite-links): options.origins[0] is 'http://a/?b'; {Rule}",
            ],
            await PluginGateway.ErrorsOfAsync(
                "{ name: rewrite-links, options: { publicUrl: api.example.com, origins: ['http://a/?b'] } }"));

    [Theory]
    [InlineData("W/\"a\"", "W/\"a\"")]
    [InlineData("\"a\"", "\"a\"")]
    public async Task A_304_has_the_tag_that_the_client_knows(string known, string expected)
    {
        http1.Upstream.Answer(304, [], isChunked: true, ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/same/a", null, ("If-None-Match", known));

        Assert.Equal((304, expected), (answer.Status, answer.Header("ETag")));
    }

    private static string Fill(BodyGateway host, string text)
    {
        var up = host.Host.Upstream.Address.GetLeftPart(UriPartial.Authority);
        return text.Replace("{up}", up, StringComparison.Ordinal)
            .Replace("{esc}", up.Replace("/", "\\/", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{rest}", up["http".Length..], StringComparison.Ordinal)
            .Replace("{port}", $"{host.Host.Upstream.Address.Port}", StringComparison.Ordinal);
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        """
        routes:
          orders:
            clusterId: up
            match: { path: "/orders/{**rest}" }
            transforms: [ { pathRemovePrefix: /orders } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com/, origins: [http://legacy.internal/old] } } ]
          based:
            clusterId: up
            match: { path: "/based/{**rest}" }
            transforms: [ { pathRemovePrefix: /based }, { pathPrefix: /v2 } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com } } ]
          same:
            clusterId: up
            match: { path: "/same/{**rest}" }
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com } } ]
          mapped:
            clusterId: up
            match: { path: "/mapped/{**rest}" }
            transforms: [ { pathRemovePrefix: /mapped } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://www.example.com/shop } } ]
          moved:
            match: { path: /moved }
            plugins:
              - { name: rewrite-links, options: { publicUrl: https://www.example.com/shop, origins: [http://legacy.internal] } }
              - { name: redirect, options: { location: /shop/new } }
          answered:
            match: { path: /answered }
            plugins:
              - { name: rewrite-links, options: { publicUrl: https://www.example.com/shop, origins: [http://legacy.internal] } }
              - name: respond
                options:
                  body: http://legacy.internal/1
                  headers: { Link: "</shop/next>, <http://legacy.internal/2>", Set-Cookie: a=b; Path=/shop }
          hosted:
            clusterId: up
            match: { path: "/hosted/{**rest}", hosts: ["*.example.com"] }
            transforms: [ { pathRemovePrefix: /hosted } ]
            plugins: [ { name: rewrite-links } ]
          headers:
            clusterId: up
            match: { path: "/headers/{**rest}" }
            transforms: [ { pathRemovePrefix: /headers } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com, bodies: false } } ]
          retried:
            clusterId: retried
            match: { path: "/retried/{**rest}" }
            transforms: [ { pathRemovePrefix: /retried } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com } } ]
          hedged:
            clusterId: hedged
            match: { path: "/hedged/{**rest}" }
            transforms: [ { pathRemovePrefix: /hedged } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com } } ]
          named:
            clusterId: named
            match: { path: "/named/{**rest}" }
            transforms: [ { pathRemovePrefix: /named } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com } } ]
          kept:
            clusterId: named
            match: { path: "/kept/{**rest}" }
            transforms: [ { pathRemovePrefix: /kept }, { requestHeaderOriginalHost: "true" } ]
            plugins: [ { name: rewrite-links, options: { publicUrl: https://api.example.com } } ]
        trustedProxies: [127.0.0.1]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          retried:
            loadBalancingPolicy: FirstAlphabetical
            policies: { retry: { delay: 0s, budget: { percent: 100, perSecond: 1000 } } }
            destinations: { a: { address: "http://127.0.0.1:1/v1" }, b: { address: "{upstream}/v2" } }
          hedged:
            loadBalancingPolicy: FirstAlphabetical
            policies: { hedging: { delay: 1m, budget: { percent: 100, perSecond: 1000 } } }
            destinations: { a: { address: "http://127.0.0.1:1/v1" }, b: { address: "{upstream}/v2" } }
          named: { destinations: { one: { address: "{upstream}/v2", host: api.internal } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
