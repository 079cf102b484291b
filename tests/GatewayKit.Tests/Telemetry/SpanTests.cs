using System.Collections.Concurrent;
using System.Diagnostics;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Proxy.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Tests.Telemetry;

/// <summary>A recorded request has one span, and one for each attempt at the upstream.</summary>
public sealed class SpanTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task The_span_of_a_request_has_its_route_cluster_and_destination_but_not_its_query(string forwarder)
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync(forwarder);

        await spans.SendAsync(gateway.Client, "/plain/201?secret=1");

        var span = await spans.ServerAsync();
        Assert.Equal("GET /plain/{**rest}", span.DisplayName);
        Assert.Equal(
            ("GET", "/plain/{**rest}", "/plain/201", "plain", "up", "one", "upstream"),
            (Tag(span, "http.request.method"), Tag(span, "http.route"), Tag(span, "url.path"), Tag(span, "gatewaykit.route"),
                Tag(span, "gatewaykit.cluster"), Tag(span, "gatewaykit.destination"), Tag(span, "gatewaykit.origin")));
        Assert.Equal(201, span.GetTagItem("http.response.status_code"));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("yarp")]
    public async Task The_upstream_gets_the_trace_and_the_baggage_of_the_client(string forwarder)
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync(forwarder);

        await spans.SendAsync(gateway.Client, "/plain/200", ("baggage", "tenant=blue"), ("tracestate", "vendor=1"));

        var upstream = Assert.Single(gateway.Upstream.Requests);
        var client = Assert.Single(await spans.ClientsAsync(1));
        Assert.Equal($"00-{spans.Trace}-{client.SpanId}-01", upstream.Header("traceparent"));
        Assert.Equal("vendor=1", upstream.Header("tracestate"));
        Assert.Equal("tenant=blue", upstream.Header("baggage")?.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal((await spans.ServerAsync()).SpanId, client.ParentSpanId);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("hooked")]
    [InlineData("yarp")]
    public async Task Each_attempt_has_its_own_span_that_the_upstream_gets(string cluster)
    {
        using var spans = new RecordedSpans();
        var planned = new PlannedUpstream();
        var traces = new ConcurrentQueue<string>();
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<QuietPlugin>()
            .WithGateway(gateway => gateway.AddQuietCalls())
            .WithUpstream(http =>
            {
                traces.Enqueue(http.Request.Headers.TraceParent.ToString());
                return planned.AnswerAsync(http);
            })
            .WithConfiguration("""
                routes:
                  plain: { clusterId: direct, match: { path: /plain } }
                  hooked: { clusterId: direct, match: { path: /hooked }, plugins: [ { name: quiet } ] }
                  yarp: { clusterId: yarp, match: { path: /yarp } }
                clusters:
                  direct:
                    policies: { retry: { delay: 0s, statuses: [], budget: { percent: 100, perSecond: 1000 } } }
                    destinations: { a: { address: "{upstream}/a" }, b: { address: "{upstream}/b/" } }
                  yarp:
                    forwarder: yarp
                    policies: { retry: { delay: 0s, budget: { percent: 100, perSecond: 1000 } } }
                    destinations: { a: { address: "{upstream}/a" }, b: { address: "{upstream}/b/" } }
                """)).WaitAsync(s_patience);

        await spans.SendAsync(gateway.Client, "/" + cluster, ("X-Plan", "reset,200"), ("X-Id", cluster));

        var clients = await spans.ClientsAsync(2);
        var server = await spans.ServerAsync();
        Assert.All(clients, client => Assert.Equal(server.SpanId, client.ParentSpanId));
        Assert.Equal(clients.Select(client => $"00-{spans.Trace}-{client.SpanId}-01"), traces);
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], clients.Select(client => client.Status));
    }

    [Fact]
    public async Task An_attempt_over_HTTP_2_has_one_span()
    {
        using var spans = new RecordedSpans();
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithProtocols(HttpProtocols.Http1, HttpProtocols.Http2)
            .WithConfiguration("""
                routes: { a: { clusterId: a, match: { path: /a } } }
                clusters:
                  a:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{upstream}" } }
                """)).WaitAsync(s_patience);

        await spans.SendAsync(gateway.Client, "/a");

        var client = Assert.Single(await spans.ClientsAsync(1));
        Assert.Equal(("GatewayKit", "2"), (client.Source.Name, Tag(client, "network.protocol.version")));
        Assert.Equal($"00-{spans.Trace}-{client.SpanId}-01", Assert.Single(gateway.Upstream.Requests).Header("traceparent"));
    }

    [Fact]
    public async Task A_method_that_a_client_makes_up_is_not_in_the_name_of_a_span()
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync();

        await spans.SendAsync(gateway.Client, new HttpMethod("INVENTED"), "/plain/200");

        Assert.Equal("HTTP /plain/{**rest}", (await spans.ServerAsync()).DisplayName);
        var client = Assert.Single(await spans.ClientsAsync(1));
        Assert.Equal(("HTTP", "_OTHER"), (client.DisplayName, Tag(client, "http.request.method")));
    }

    [Fact]
    public async Task A_plugin_that_fails_is_an_event_without_the_message_of_the_exception()
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync();

        await spans.SendAsync(gateway.Client, "/failing");

        var span = await spans.ServerAsync();
        var failed = Assert.Single(span.Events, e => e.Name == "gatewaykit.plugin.failed");
        Assert.Equal(
            [("error.type", "System.InvalidOperationException"), ("hook", "request"), ("plugin", "throwing")],
            failed.Tags.Select(tag => (tag.Key, tag.Value?.ToString())).Order());
        Assert.Equal(ActivityStatusCode.Error, span.Status);
    }

    [Fact]
    public async Task A_request_that_is_never_sent_has_no_span_of_an_attempt()
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync();

        await spans.SendAsync(gateway.Client, "/unsent");

        Assert.Equal(500, (await spans.ServerAsync()).GetTagItem("http.response.status_code"));
        Assert.DoesNotContain(await spans.ClientsAsync(0), span => span.Recorded);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_slow_plugin_is_an_event()
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync(slow: TimeSpan.Zero);

        await spans.SendAsync(gateway.Client, "/called/200");

        Assert.Contains((await spans.ServerAsync()).Events, e => e.Name == "gatewaykit.plugin.slow");
    }

    [Fact]
    public async Task A_plugin_that_is_not_slow_is_no_event()
    {
        using var spans = new RecordedSpans();
        await using var gateway = await StartAsync(slow: TimeSpan.FromMinutes(1));

        await spans.SendAsync(gateway.Client, "/called/200");

        Assert.Empty((await spans.ServerAsync()).Events);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    private static Task<GatewayTestHost> StartAsync(string forwarder = "auto", TimeSpan? slow = null)
        => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<QuietPlugin>().WithPlugin<ThrowingPlugin>().WithPlugin<UnsentPlugin>()
            .WithGateway(gateway => gateway
                .ConfigureTelemetry(options => options.SlowHook = slow ?? options.SlowHook)
                .AddQuietCalls())
            .WithUpstream(http =>
            {
                http.Response.StatusCode = http.Request.Path.Value!.EndsWith("201", StringComparison.Ordinal) ? 201 : 200;
                return Task.CompletedTask;
            })
            .WithConfiguration($$"""
                routes:
                  plain: { clusterId: up, match: { path: "/plain/{**rest}" } }
                  called: { clusterId: up, match: { path: "/called/{**rest}" }, plugins: [ { name: quiet } ] }
                  failing: { clusterId: up, match: { path: /failing }, plugins: [ { name: throwing } ] }
                  unsent: { clusterId: up, match: { path: /unsent }, plugins: [ { name: unsent } ] }
                clusters:
                  up: { forwarder: {{forwarder}}, destinations: { one: { address: "{upstream}" } } }
                """)).WaitAsync(s_patience);
}
