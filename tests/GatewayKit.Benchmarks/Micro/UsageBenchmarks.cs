using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Statistics;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>Counts a request of a known series in the usage statistics, by consumer and by operation.</summary>
public class UsageBenchmarks
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly UsageOperations[] _versions = [OrderOperations.Version()];
    private UsageCollector? _usage;
    private long _ticks;

    /// <summary>The number of other series.</summary>
    [Params(0, 1000)]
    public int Others { get; set; }

    /// <summary>Enables the statistics.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _usage = new UsageCollector(_services.GetRequiredService<IMeterFactory>());
        _usage.Enable(5_000);
        for (var i = 0; i < Others; i++)
            _usage.Record($"orders-{i}", "alice", 200, 0, 100, TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Ends the meters.</summary>
    [GlobalCleanup]
    public void CleanUp() => _services.Dispose();

    /// <summary>Counts.</summary>
    [Benchmark]
    public void Record() => _usage!.Record("orders", "alice", 200, 0, 100, Next());

    /// <summary>Finds the operation, and counts.</summary>
    [Benchmark]
    public void RecordOperation() => _usage!.RecordOperation(_versions, "GET", "/orders/42", 200, 0, 100, Next());

    private TimeSpan Next() => TimeSpan.FromTicks(10_000 + (++_ticks & 0xFFF));
}
