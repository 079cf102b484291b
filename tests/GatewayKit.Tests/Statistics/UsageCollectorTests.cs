using System.Diagnostics.Metrics;
using GatewayKit.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Statistics;

public sealed class UsageCollectorTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_duration = TimeSpan.FromMilliseconds(3);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Requests_are_counted_by_route_consumer_and_class()
    {
        var usage = Create();
        usage.Record("orders", "alice", 200, 10, 100, s_duration);
        usage.Record("orders", "alice", 204, -1, 5, s_duration);
        usage.Record("orders", null, 404, 0, -1, s_duration);

        var taken = usage.Take().OrderBy(series => series.StatusClass).ToArray();

        Assert.Equal(
            [("orders", "alice", 2, 2L, 10L, 105L, s_duration * 2), ("orders", "(none)", 4, 1L, 0L, 0L, s_duration)],
            taken.Select(s => (s.Route, s.Consumer, s.StatusClass, s.Count, s.RequestBytes, s.ResponseBytes, s.Duration)));
        Assert.InRange(taken[0].Latency.Quantile(0.5)!.Value.TotalMilliseconds, 2.94, 3.06);
        Assert.Empty(usage.Take());
    }

    [Theory]
    [InlineData(99, 0)]
    [InlineData(101, 1)]
    [InlineData(599, 5)]
    [InlineData(600, 0)]
    public void A_status_outside_of_the_classes_has_class_0(int status, int expected)
    {
        var usage = Create();
        usage.Record("orders", null, status, 0, 0, s_duration);

        Assert.Equal(expected, Assert.Single(usage.Take()).StatusClass);
    }

    [Fact]
    public void Beyond_the_limit_consumers_and_then_routes_are_counted_together()
    {
        var usage = Create(limit: 2);
        foreach (var (route, consumer) in ((string, string)[])[("a", "1"), ("a", "2"), ("a", "3"), ("b", "4"), ("c", "5"), ("a", "1")])
            usage.Record(route, consumer, 200, 0, 0, s_duration);

        Assert.Equal(
            ["(other)/(other)=1", "a/(other)=1", "a/1=2", "a/2=1", "b/(other)=1"],
            usage.Take().Select(s => $"{s.Route}/{s.Consumer}={s.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(3, Overflow());
    }

    [Fact]
    public void A_series_that_was_idle_gives_its_place_to_another()
    {
        var usage = Create(limit: 1);
        usage.Record("a", null, 200, 0, 0, s_duration);
        usage.Take();
        usage.Take();
        usage.Record("b", null, 200, 0, 0, s_duration);

        Assert.Equal("b", Assert.Single(usage.Take()).Route);
    }

    [Fact]
    public async Task No_request_is_lost_or_counted_twice_while_others_are_taken()
    {
        const int Threads = 4;
        const int Requests = 50_000;
        var usage = Create(limit: 20);
        var recording = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Requests; i++)
                usage.Record($"r{(i >> 8) % 8}", null, 200 + (thread % 2 * 200), 1, 2, s_duration);
        })));

        var taken = new List<UsageSeries>();
        while (!recording.IsCompleted)
            taken.AddRange(usage.Take());
        await recording.WaitAsync(s_patience);
        taken.AddRange(usage.Take());

        Assert.Equal(Threads * Requests, taken.Sum(series => series.Count));
        Assert.Equal(Threads * Requests, taken.Sum(series => series.Latency.Count));
        Assert.Equal(Threads * Requests * 2, taken.Sum(series => series.ResponseBytes));
    }

    [Fact]
    public void A_request_counts_in_each_version_that_documents_it_and_otherwise_as_undocumented()
    {
        var usage = Create();
        UsageOperations[] versions = [Version("v1", "/a", "/both"), Version("v2", "/both")];
        foreach (var (method, path) in ((string, string)[])[("GET", "/a"), ("GET", "/both"), ("PUT", "/c"), ("X-MADE-UP", "/c")])
            usage.RecordOperation(versions, method, path, 200, 1, 2, s_duration);

        Assert.Equal(
            ["(operations) shop/v1: (undocumented) (other)", "(operations) shop/v1: (undocumented) PUT",
             "(operations) shop/v1: GET /a", "(operations) shop/v1: GET /both",
             "(operations) shop/v2: (undocumented) (other)", "(operations) shop/v2: (undocumented) PUT",
             "(operations) shop/v2: GET /both"],
            usage.Take().Select(s => $"{s.Route}: {s.Consumer}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Operations_have_a_limit_of_their_own_and_never_take_the_places_of_routes()
    {
        var usage = Create(limit: 1);
        for (var i = 0; i < 3; i++)
            usage.RecordOperation([Version($"v{i}", "/a", "/b")], "GET", "/a", 200, 0, 0, s_duration);
        usage.RecordOperation([Version("v0", "/a", "/b")], "GET", "/b", 200, 0, 0, s_duration);
        usage.Record("orders", "alice", 200, 0, 0, s_duration);

        Assert.Equal(
            ["(operations) (other)/(other)=2", "(operations) shop/v0/GET /a=1", "(operations) shop/v1/(other)=1", "orders/alice=1"],
            usage.Take().Select(s => $"{s.Route}/{s.Consumer}={s.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(3, Overflow());
    }

    [Fact]
    public void Uses_of_credentials_are_counted_by_consumer_with_a_limit_of_their_own()
    {
        var usage = Create(limit: 2);
        foreach (var (consumer, id) in ((string, string)[])[("alice", "1"), ("alice", "1"), ("alice", "2"), ("alice", "3"), ("bob", "1")])
            usage.RecordCredential(consumer, id, 0, 0, s_duration);
        usage.Record("orders", "alice", 200, 0, 0, s_duration);

        Assert.Equal(
            ["(credentials) alice/(other)=1", "(credentials) alice/1=2", "(credentials) alice/2=1", "(credentials) bob/(other)=1",
             "orders/alice=1"],
            usage.Take().Select(s => $"{s.Route}/{s.Consumer}={s.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(2, Overflow());
    }

    private static UsageOperations Version(string version, params string[] paths) => new(
        UsageOperations.NameOf("shop", version), (method, path) => method == "GET" && paths.Contains(path) ? $"GET {path}" : null);

    private UsageCollector Create(int limit = 100)
    {
        var usage = new UsageCollector(_services.GetRequiredService<IMeterFactory>());
        usage.Enable(limit);
        return usage;
    }

    private long Overflow()
    {
        var value = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "gatewaykit.statistics.overflow" && instrument.Meter.Scope == _services.GetService<IMeterFactory>())
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => value = measured);
        listener.Start();
        listener.RecordObservableInstruments();
        return value;
    }
}
