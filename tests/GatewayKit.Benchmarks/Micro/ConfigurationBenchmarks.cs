using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.RateLimit;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>A configuration with many routes, each with a plugin of its own: read and bound, then compiled.</summary>
public class ConfigurationBenchmarks
{
    private WebApplication? _app;
    private string _yaml = "";
    private GatewayConfig? _config;

    /// <summary>How many routes there are.</summary>
    [Params(1_000, 10_000)]
    public int Routes { get; set; }

    /// <summary>Writes the configuration.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var yaml = new StringBuilder("plugins: [ { name: correlation-id } ]\nclusters: { up: { destinations: { one: { address: "
            + "\"http://127.0.0.1:1\" } } } }\nroutes:\n");
        for (var i = 0; i < Routes; i++)
            yaml.AppendLine(CultureInfo.InvariantCulture,
                $"  r{i}: {{ clusterId: up, match: {{ path: /r{i} }}, plugins: [ {{ name: rate-limit, options: {{ limit: 100, window: "
                    + $"1m }} }} ] }}");
        _yaml = yaml.ToString();
        _config = MicroGateway.Bind(_yaml);
        _app = MicroGateway.Build("", gateway => gateway.AddPlugin<CorrelationIdPlugin>().AddPlugin<RateLimitPlugin>());
    }

    /// <summary>Ends the gateway.</summary>
    [GlobalCleanup]
    public async Task CleanUp() => await _app!.DisposeAsync().ConfigureAwait(false);

    /// <summary>From text to a configuration.</summary>
    [Benchmark]
    public object Bind() => MicroGateway.Bind(_yaml);

    /// <summary>From a configuration to what serves requests, but for YARP's own part.</summary>
    [Benchmark]
    public object Compile()
    {
        var errors = new ConfigErrors();
        var catalog = _app!.Services.GetRequiredService<CurrentSnapshot>().Active.Catalog;
        return _app.Services.GetRequiredService<SnapshotCompiler>().Compile(_config!, catalog, null, errors)
            ?? throw new GatewayConfigException(errors.Items);
    }
}
