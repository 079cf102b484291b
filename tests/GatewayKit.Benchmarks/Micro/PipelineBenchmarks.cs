using BenchmarkDotNet.Attributes;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>A route's endpoint down and up, with idle plugins and an upstream that answers at once.</summary>
public class PipelineBenchmarks
{
    private WebApplication? _app;
    private SynchronousExchange? _exchange;

    /// <summary>How many plugins stand on the route.</summary>
    [Params(0, 1, 5, 8)]
    public int Plugins { get; set; }

    /// <summary>Builds the gateway.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var plugins = string.Join(", ", Enumerable.Range(0, Plugins).Select(i => $"{{ name: idle, id: p{i} }}"));
        _app = MicroGateway.Build(
            $$"""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ {{plugins}} ] } }
            clusters: { up: { destinations: { one: { address: "http://127.0.0.1:1" } } } }
            """,
            gateway => gateway.AddPlugin<IdlePlugin>());
        _exchange = new SynchronousExchange(_app.Services, "all");
    }

    /// <summary>Ends the gateway.</summary>
    [GlobalCleanup]
    public async Task CleanUp() => await _app!.DisposeAsync().ConfigureAwait(false);

    /// <summary>One exchange.</summary>
    [Benchmark]
    public void Exchange() => _exchange!.Run();
}
