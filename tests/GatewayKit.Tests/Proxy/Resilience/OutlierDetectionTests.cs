using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Proxy.Resilience;

public sealed class OutlierDetectionTests : IClassFixture<OutlierDetectionTests.Fixture>
{
    private const string Detection = "outlierDetection: { consecutiveFailures: 2, ejectionTime: 10s, maxEjectionTime: 15s }";

    private readonly PolicyHost _host;
    private readonly FakeTimeProvider _time;

    public OutlierDetectionTests(Fixture fixture) => (_host, _time) = (fixture.Host, fixture.Time);

    [Fact]
    public async Task A_destination_that_fails_in_a_row_gets_no_requests_for_a_time_that_grows()
    {
        Assert.Equal("a a", await DestinationsAsync("two", "503", "reset"));
        Assert.Equal("b", await DestinationsAsync("two", "200"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("a a b", await DestinationsAsync("two", "503", "503", "200"));
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal("b", await DestinationsAsync("two", "200"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a", await DestinationsAsync("two", "200"));

        Assert.Equal(2, _host.Gateway.Logs.Lines.Count(
            line => line.Contains("Cluster 'two', destination 'a': the destination is ejected", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_success_begins_a_new_row()
        => Assert.Equal("a a a a", await DestinationsAsync("row", "503", "200", "503", "200"));

    [Fact]
    public async Task Only_a_part_of_the_destinations_is_ejected()
        => Assert.Equal("a a b b b b", await DestinationsAsync("part", "503", "503", "503", "503", "503", "503"));

    [Fact]
    public async Task All_destinations_can_be_ejected_if_that_is_configured()
    {
        Assert.Equal("a a b b", await DestinationsAsync("all", "503", "503", "503", "503"));

        var answer = await _host.SendAsync("all", "200");

        Assert.Equal((503, ""), (answer.Status, answer.Destinations));
    }

    [Fact]
    public async Task Ejections_survive_changes_of_the_configuration()
    {
        await using var host = await PolicyHost.StartAsync("kept: policies: { " + Detection + " }", _time);
        for (var i = 0; i < 2; i++)
            Assert.Equal("a", (await host.SendAsync("kept", "503")).Destinations);

        Assert.Empty(await host.Gateway.ReloadAsync(
            PolicyHost.Configuration("kept: policies: { outlierDetection: { consecutiveFailures: 9 } }, metadata: { a: b }")));

        Assert.Equal("b", (await host.SendAsync("kept", "200")).Destinations);
    }

    private async Task<string> DestinationsAsync(string cluster, params string[] plans)
    {
        var destinations = new List<string>();
        foreach (var plan in plans)
            destinations.Add((await _host.SendAsync(cluster, plan)).Destinations);
        return string.Join(' ', destinations);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal FakeTimeProvider Time { get; } = new();

        internal PolicyHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await PolicyHost.StartAsync(
            $$"""
            two: policies: { {{Detection}} }
            row: policies: { {{Detection}} }
            part: policies: { {{Detection}} }
            all: policies: { outlierDetection: { consecutiveFailures: 2, maxEjectionPercent: 100 } }
            """, Time);

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
