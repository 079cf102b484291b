using System.Collections.Concurrent;
using System.Diagnostics;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Forwarding;

public sealed class UpstreamActivityTests
{
    [Theory]
    [InlineData("auto", 200)]
    [InlineData("auto", 404)]
    [InlineData("yarp", 200)]
    public async Task The_upstream_gets_the_span_of_its_request(string forwarder, int status)
    {
        // Only this test's requests have spans: those of other tests must not get headers from them.
        var trace = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "GatewayKit" or "System.Net.Http",
            Sample = (ref creation) => creation.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithUpstream(http =>
            {
                http.Response.StatusCode = status;
                return http.Response.WriteAsync(http.Request.Headers.TraceParent.ToString());
            })
            .WithConfiguration($$"""
                routes:
                  a: { clusterId: a, match: { path: "{**rest}" } }
                clusters:
                  a: { forwarder: {{forwarder}}, destinations: { one: { address: "{upstream}" } } }
                """));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/x?secret=1")
        {
            Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" } },
        };
        var response = await gateway.Client.SendAsync(request);
        var parent = ActivityContext.Parse(await response.Content.ReadAsStringAsync(), null);

        var span = Assert.Single(spans, span => span.TraceId == trace && span.Recorded);
        Assert.Equal(("GatewayKit", parent.SpanId), (span.Source.Name, span.SpanId));
        Assert.Equal((ActivityKind.Client, "GET", "gatewaykit.upstream"), (span.Kind, span.DisplayName, span.OperationName));
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
        Assert.Equal("1.1", span.GetTagItem("network.protocol.version"));
        Assert.Equal(status == 404 ? "404" : null, span.GetTagItem("error.type"));
        Assert.DoesNotContain("secret", (string)span.GetTagItem("url.full")!, StringComparison.Ordinal);
    }
}
