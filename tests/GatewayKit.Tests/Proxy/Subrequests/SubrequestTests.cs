using System.Diagnostics;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Background;
using GatewayKit.Tests.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using static GatewayKit.Tests.Proxy.Subrequests.SubrequestHost;

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>Requests of a plugin through the gateway itself.</summary>
public sealed class SubrequestTests(SubrequestHost host) : IClassFixture<SubrequestHost>
{
    private const int Large = 20_000_000;

    [Fact]
    public async Task It_passes_the_plugins_and_the_upstream_of_its_route()
    {
        host.Upstream = http => http.Response.WriteAsync($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        var (_, text) = await host.RunAsync((context, sender) => TextOfAsync(context, sender, "/seen/a%20b?c=d%26"));

        Assert.Equal("200 GET /a%20b?c=d%26", text);
        Assert.Equal(
            ["a request", "a upstream-request", "a response 200 Upstream", "a completed 200"],
            host.Probe.Events.TakeLast(4));
    }

    [Theory]
    [InlineData("/missing", "404 problem")]
    [InlineData("/throwing", "500 problem")]
    [InlineData("/up//x", "400 problem")]
    [InlineData("/up/%2e%2e/x", "400 problem")]
    [InlineData("/up/%00", "400 problem")]
    [InlineData("/up/é", "400 problem")]
    [InlineData("/host-endpoint", "200 host True")]
    [InlineData("/host-failure", "500 ")]
    public async Task What_a_client_would_get_is_the_response(string path, string expected)
    {
        var (status, text) = await host.RunAsync((context, sender) => TextOfAsync(context, sender, path));

        Assert.Equal((200, expected), (status, text));
    }

    [Theory]
    [InlineData("TRACE", "/up/x", null, "405 problem")]
    [InlineData("GET", "/host", null, "404 problem")]
    [InlineData("GET", "/host", "other.example", "200 ")]
    [InlineData("GET", "http://other.example/host", null, "200 ")]
    [InlineData("GET", "/up/x", "a b", "400 problem")]
    [InlineData("PATCH", "/up/x#fragment", null, "200 ")]
    public async Task The_edge_and_routing_see_its_method_and_host(string method, string address, string? hostName, string expected)
    {
        host.Upstream = null;
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            if (hostName is not null)
                request.Headers.TryAddWithoutValidation("Host", hostName);
            return await TextOfAsync(context, sender, request);
        });

        Assert.Equal(expected, text);
    }

    [Fact]
    public async Task It_has_the_connection_of_its_parent_and_only_its_own_headers()
    {
        host.Upstream = http => http.Response.WriteAsync(string.Join(' ', http.Request.Headers
            .Where(header => header.Key is not "traceparent")
            .Select(header => $"{header.Key}={header.Value}").Order(StringComparer.Ordinal)));
        using var parent = Get("/parent");
        parent.Headers.Add("X-Own", "parent");
        var (_, text) = await host.RunAsync(
            async (context, sender) =>
            {
                using var request = Get("/up/x");
                request.Headers.Add("X-Sent", ["1", "2"]);
                request.Headers.Add("Cookie", ["a=1", "b=2"]);
                foreach (var claim in new[] { "X-Forwarded-For", "X-Consumer-Name", "X-Real-IP", "Forwarded", "Connection" })
                    request.Headers.TryAddWithoutValidation(claim, "attack");
                return await TextOfAsync(context, sender, request);
            },
            parent);

        Assert.Equal(
            "200 Cookie=a=1; b=2 Host=" + host.Gateway.Upstream.Address.Authority + " X-Forwarded-For=127.0.0.1 X-Forwarded-Host="
                + host.Gateway.Address.Authority + " X-Forwarded-Proto=http X-Sent=1, 2",
            text);
    }

    [Fact]
    public async Task Credentials_are_copied_although_a_plugin_has_hidden_them()
    {
        host.Upstream = http => http.Response.WriteAsync(
            $"{http.Request.Headers["X-Consumer-Name"]} {http.Request.Headers.Cookie} {http.Request.Headers["X-Other"]}");
        using var parent = Get("/keyed-parent");
        parent.Headers.Add("X-Api-Key", "alice");
        parent.Headers.Add("Cookie", "s=1");
        parent.Headers.Add("X-Other", "o");
        var (_, text) = await host.RunAsync(
            async (context, sender) =>
            {
                using var request = Get("/keyed");
                var without = await TextOfAsync(context, sender, "/keyed");
                sender.CopyCredentials(context, request);
                Assert.True(sender.CopyHeader(context, request, "x-other"));
                Assert.False(sender.CopyHeader(context, request, "X-Missing"));
                Assert.False(sender.CopyHeader(context, request, "Host"));
                return $"{without} {await TextOfAsync(context, sender, request)}";
            },
            parent);

        Assert.Equal("401 problem 200 alice s=1 o", text);
    }

    [Fact]
    public async Task A_large_request_body_waits_for_the_upstream()
    {
        var (sent, ahead) = (0L, 0L);
        host.Upstream = async http =>
        {
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            var read = await CountAsync(http.Request.Body, count => ahead = Math.Max(ahead, Interlocked.Read(ref sent) - count));
            await http.Response.WriteAsync($"{read}");
        };
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/up/x")
            {
                Content = new WrittenContent(stream => WriteAsync(stream, count => Interlocked.Add(ref sent, count))),
            };
            return await TextOfAsync(context, sender, request);
        });

        Assert.Equal($"200 {Large}", text);
        Assert.InRange(ahead, 0, Large / 2);
    }

    [Fact]
    public async Task A_large_response_body_waits_for_its_reader()
    {
        var (sent, ahead) = (0L, 0L);
        host.Upstream = http => WriteAsync(http.Response.Body, count => Interlocked.Add(ref sent, count));
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = Get("/seen/x");
            using var response = await sender.SendAsync(context, request, CancellationToken.None);
            await using var body = await response.Content.ReadAsStreamAsync();
            return $"{await CountAsync(body, count => ahead = Math.Max(ahead, Interlocked.Read(ref sent) - count))}";
        });

        Assert.Equal($"{Large}", text);
        Assert.InRange(ahead, 0, Large / 2);
    }

    [Fact]
    public async Task A_body_with_another_length_than_its_header_is_rejected()
    {
        host.Upstream = null;
        foreach (var length in new[] { 3, 5 })
        {
            var (_, text) = await host.RunAsync(async (context, sender) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/seen/x")
                {
                    Content = new WrittenContent(stream => stream.WriteAsync("four"u8.ToArray()).AsTask()),
                };
                request.Content.Headers.ContentLength = length;
                return await TextOfAsync(context, sender, request);
            });

            Assert.Equal("400 problem", text);
        }
    }

    [Theory]
    [InlineData(1001, true)]
    [InlineData(1001, false)]
    public async Task The_limit_of_the_routes_bodies_applies(int length, bool isKnown)
    {
        host.Upstream = null;
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/small")
            {
                Content = isKnown
                    ? new ByteArrayContent(new byte[length])
                    : new WrittenContent(stream => stream.WriteAsync(new byte[length]).AsTask()),
            };
            return await TextOfAsync(context, sender, request);
        });

        Assert.Equal("413 problem", text);
    }

    [Fact]
    public async Task The_servers_limits_of_the_head_apply()
    {
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var many = Get("/up/x");
            for (var i = 0; i < 101; i++)
                many.Headers.Add($"X-{i}", "1");
            using var large = Get("/up/x");
            large.Headers.Add("X-Large", new string('x', 40_000));
            return await TextOfAsync(context, sender, many) + await TextOfAsync(context, sender, large)
                + await TextOfAsync(context, sender, "/up/" + new string('x', 9000));
        });

        Assert.Equal("431 problem431 problem414 problem", text);
    }

    [Fact]
    public async Task A_head_request_and_a_status_without_a_body_have_none()
    {
        host.Upstream = async http =>
        {
            http.Response.StatusCode = http.Request.Method == "HEAD" ? 200 : 304;
            if (http.Request.Method == "HEAD")
                http.Response.ContentLength = 7;
            await http.Response.CompleteAsync();
        };
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/up/x");
            using var response = await sender.SendAsync(context, request, CancellationToken.None);
            var body = await response.Content.ReadAsByteArrayAsync();
            return $"{response.Content.Headers.ContentLength} {body.Length} {await TextOfAsync(context, sender, "/up/x")}";
        });

        Assert.Equal("7 0 304 ", text);
    }

    [Fact]
    public async Task Trailers_follow_the_body()
    {
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = Get("/host-trailers");
            using var response = await sender.SendAsync(context, request, CancellationToken.None);
            var body = await response.Content.ReadAsStringAsync();
            return $"{body} {string.Join(',', response.TrailingHeaders.Select(t => $"{t.Key}={t.Value.Single()}"))}";
        });

        Assert.Equal("body X-Sum=42", text);
    }

    [Fact]
    public async Task A_route_that_calls_itself_ends_with_508()
    {
        var (status, text) = await host.RunAsync((context, sender) => TextOfAsync(context, sender, "/parent"));

        Assert.Equal((200, "200 200 200 200 200 200 200 200 508 problem"), (status, text));
    }

    [Fact]
    public async Task A_route_that_calls_itself_several_times_ends_soon()
    {
        var calls = 0;
        var (status, _) = await host.RunAsync(async (context, sender) =>
        {
            Interlocked.Increment(ref calls);
            var parts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TextOfAsync(context, sender, "/parent")));
            return parts.Max()![..3];
        });

        Assert.Equal(200, status);
        Assert.InRange(calls, 8, 1001);
    }

    [Theory]
    [InlineData("orders", "must be a path")]
    [InlineData("//other/x", "must be a path")]
    [InlineData("ftp://other/x", "must be a path")]
    [InlineData("/up/x", "upgrade")]
    public async Task What_cant_be_sent_is_an_error_of_the_plugin(string address, string message)
    {
        var (_, text) = await host.RunAsync(async (context, sender) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Upgrade", "websocket" } } };
            return (await Assert.ThrowsAsync<ArgumentException>(() => sender.SendAsync(context, request, CancellationToken.None))).Message;
        });

        Assert.Contains(message, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_span_is_between_those_of_the_parent_and_the_upstream()
    {
        host.Upstream = null;
        using var spans = new RecordedSpans();
        host.Code = async (context, sender) => HookResult.Respond(GatewayResponse.Text(200, await TextOfAsync(context, sender, "/up/x")));
        await spans.SendAsync(host.Gateway.Client, "/parent");

        var span = (await spans.ClientsAsync(1))[0].Parent!;
        Assert.Equal(("gatewaykit.subrequest", "up"), (span.OperationName, span.GetTagItem("gatewaykit.route")));
        Assert.Equal(("GET /up/{**rest}", ActivityKind.Server), (span.DisplayName, span.Parent!.Kind));
    }

    [Fact]
    public async Task After_its_exchange_has_ended_a_plugin_cant_send_one()
    {
        GatewayContext? kept = null;
        ISubrequestSender? sender = null;
        await host.RunAsync((context, s) =>
        {
            (kept, sender) = (context, s);
            return Task.FromResult("");
        });

        using var request = Get("/up/x");
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => sender!.SendAsync(kept!, request, CancellationToken.None));
    }

    [Fact]
    public void A_copy_in_the_background_keeps_its_place_below_the_client()
    {
        var http = new DefaultHttpContext();
        var place = new SubrequestLineage(SubrequestLineage.MaxDepth, new SubrequestCount());
        http.Features.Set(place);

        Assert.Same(place, BackgroundRequest.Copy(http, CancellationToken.None).Features.Get<SubrequestLineage>());
    }

    private static async Task WriteAsync(Stream stream, Action<int> wrote)
    {
        var block = new byte[10_000];
        for (var i = 0; i < Large / block.Length; i++)
        {
            await stream.WriteAsync(block);
            wrote(block.Length);
        }
    }

    private static async Task<long> CountAsync(Stream stream, Action<long> read)
    {
        var (total, buffer) = (0L, new byte[5000]);
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            total += count;
            read(total);
        }

        return total;
    }

    private static async Task<string> TextOfAsync(GatewayContext context, ISubrequestSender sender, string path)
    {
        using var request = Get(path);
        return await TextOfAsync(context, sender, request);
    }

    private static async Task<string> TextOfAsync(GatewayContext context, ISubrequestSender sender, HttpRequestMessage request)
    {
        using var response = await sender.SendAsync(context, request, CancellationToken.None);
        var body = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? "problem" : await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {body}";
    }
}
