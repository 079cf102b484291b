using System.Diagnostics.Metrics;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Failures;

public sealed class ForwardingFailuresTests : IAsyncLifetime
{
    private const string Category = "GatewayKit.Proxy.Failures.ForwardingFailures: ";
    private const string BadChunk = "POST /up HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";

    private readonly FakeTimeProvider _time = new();

    private GatewayTestHost _gateway = null!;

    private IEnumerable<string> Failures => _gateway.Logs.Lines.Where(line => line.Contains(Category, StringComparison.Ordinal));

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithTime(_time)
        .WithConfiguration("""
            routes:
              up: { clusterId: up, match: { path: /up } }
              small: { clusterId: up, match: { path: /small }, maxRequestBodySize: 3 }
              down: { clusterId: dead, match: { path: /down } }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              dead: { destinations: { two: { address: "http://127.0.0.1:1" } } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_failed_response_is_one_line_that_says_where_and_why()
    {
        using var response = await _gateway.Client.GetAsync("/down");

        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal(
            $"Warning {Category}Route 'down' got no usable response from cluster 'dead', destination 'two' (no response): Connection "
                + "refused (127.0.0.1:1).",
            Assert.Single(Failures));
        Assert.DoesNotContain(_gateway.Logs.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(BadChunk, 400, "up")]
    [InlineData("POST /small HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 413, "small")]
    public async Task A_failed_request_body_is_one_short_line(string request, int status, string route)
    {
        var response = await RawClient.SendAsync(_gateway.Address.Port, request);

        Assert.Equal(status, response?.Status);
        Assert.StartsWith($"Information {Category}Route '{route}' could not read a request's body, for cluster 'up', destination 'one': ",
            Assert.Single(Failures), StringComparison.Ordinal);
        Assert.All(_gateway.Logs.Lines, line => Assert.InRange(line.Length, 1, 400));
    }

    [Fact]
    public async Task Lines_about_clients_are_bounded_and_the_rest_is_counted()
    {
        for (var i = 0; i < 25; i++)
            await RawClient.SendAsync(_gateway.Address.Port, BadChunk);
        Assert.Equal(10, Failures.Count());

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.EndsWith("15 more request bodies failed within a second and aren't logged individually.",
            Failures.Last(), StringComparison.Ordinal);
        await RawClient.SendAsync(_gateway.Address.Port, BadChunk);
        Assert.Equal(12, Failures.Count());
    }

    [Fact]
    public async Task Failures_are_counted_by_their_route()
    {
        var counted = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener =
            new MeterListener
            {
                InstrumentPublished = (instrument, self) =>
                {
                    if (instrument.Name.EndsWith(
                ".errors", StringComparison.Ordinal))
                        self.EnableMeasurementEvents(instrument);
                }
            };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            counted.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))} {count}"));
        listener.Start();

        await RawClient.SendAsync(_gateway.Address.Port, BadChunk);
        using var response = await _gateway.Client.GetAsync("/down");

        Assert.Contains("gatewaykit.client.errors route=up reason=body 1", counted);
        Assert.Contains("gatewaykit.upstream.errors route=down cluster=dead reason=no response 1", counted);
    }
}
