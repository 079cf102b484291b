using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Telemetry;

/// <summary>The state of a gateway is measured when a listener asks for it.</summary>
public sealed class StateMetricsTests
{
    [Fact]
    public async Task The_version_of_the_configuration_follows_reloads()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);
        var before = Assert.Single(metrics.SumsOf("gatewaykit.configuration.version").Values);

        await gateway.ReloadAsync(Configuration("b"));
        await gateway.ReloadAsync("routes: { a: { clusterId: missing, match: { path: /a } } }");

        Assert.Equal(before + 1, Assert.Single(metrics.SumsOf("gatewaykit.configuration.version").Values));
    }

    [Fact]
    public async Task The_first_rejected_configuration_is_an_increase()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);
        Assert.Equal(new() { ["outcome=accepted"] = 0, ["outcome=refused"] = 0 }, metrics.SumsOf("gatewaykit.configuration.reloads"));

        await gateway.ReloadAsync("routes: { a: { clusterId: missing, match: { path: /a } } }");

        Assert.Equal(new() { ["outcome=accepted"] = 0, ["outcome=refused"] = 1 }, metrics.SumsOf("gatewaykit.configuration.reloads"));
    }

    [Fact]
    public async Task Each_destination_of_the_active_configuration_has_its_health()
    {
        await using var gateway = await StartAsync();
        using var metrics = new GatewayMetrics(gateway);
        Assert.Equal(new() { ["cluster=a destination=one"] = 1 }, metrics.SumsOf("gatewaykit.destination.healthy"));

        await gateway.ReloadAsync(Configuration("b"));

        Assert.Equal(new() { ["cluster=b destination=one"] = 1 }, metrics.SumsOf("gatewaykit.destination.healthy"));
    }

    [Fact]
    public async Task A_destination_that_a_health_check_ejects_is_0()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration("""
            routes: { a: { clusterId: a, match: { path: /a } } }
            clusters:
              a:
                healthCheck: { passive: { enabled: true, policy: TransportFailureRate, reactivationPeriod: "01:00:00" } }
                metadata: { "TransportFailureRateHealthPolicy.RateLimit": "0.1" }
                destinations: { one: { address: "http://127.0.0.1:1" } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));
        using var metrics = new GatewayMetrics(gateway);

        for (var i = 0; i < 20; i++)
            await gateway.Client.GetAsync("/a").WaitAsync(TimeSpan.FromSeconds(60));

        // YARP leaves a destination out on another thread.
        await metrics.WaitForAsync("gatewaykit.cluster.destinations.healthy", sums => sums.GetValueOrDefault("cluster=a", -1) == 0);
        Assert.Equal(new() { ["cluster=a destination=one"] = 0 }, metrics.SumsOf("gatewaykit.destination.healthy"));
        Assert.Equal(new() { ["cluster=a"] = 1 }, metrics.SumsOf("gatewaykit.cluster.destinations"));
    }

    [Fact]
    public async Task The_hooks_of_the_configuration_begin_with_no_error()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithPlugin<ThrowingPlugin>().WithConfiguration("""
            routes: { a: { clusterId: a, match: { path: /a }, plugins: [ { name: throwing } ] } }
            clusters: { a: { destinations: { one: { address: "http://127.0.0.1:1" } } } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));
        using var metrics = new GatewayMetrics(gateway);
        Assert.Equal(
            new() { ["hook=request plugin=throwing"] = 0, ["hook=none plugin=GatewayKit.Tests"] = 0 },
            metrics.SumsOf("gatewaykit.plugin.errors"));

        await gateway.Client.GetAsync("/a").WaitAsync(TimeSpan.FromSeconds(60));

        await metrics.WaitForAsync("gatewaykit.plugin.errors", sums => sums["hook=request plugin=throwing"] == 1);
    }

    [Fact]
    public async Task Destinations_beyond_the_limit_are_counted_and_logged()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(builder => builder.ConfigureTelemetry(options => options.SeriesLimit = 100))
            .WithConfiguration(Destinations("a", 120))).WaitAsync(TimeSpan.FromSeconds(60));
        using var metrics = new GatewayMetrics(gateway);

        Assert.Equal(100, metrics.SumsOf("gatewaykit.destination.healthy").Count);
        Assert.Equal(20, Assert.Single(metrics.SumsOf("gatewaykit.destinations.unmeasured").Values));
        Assert.Single(gateway.Logs.Lines, line => line.Contains("has no place for 20 destinations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destinations_that_are_gone_release_their_places()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(builder => builder.ConfigureTelemetry(options => options.SeriesLimit = 100))
            .WithConfiguration(Destinations("a", 90))).WaitAsync(TimeSpan.FromSeconds(60));
        using var metrics = new GatewayMetrics(gateway);
        Assert.Equal(90, metrics.SumsOf("gatewaykit.destination.healthy").Count);

        await gateway.ReloadAsync(Destinations("b", 90));

        await metrics.WaitForAsync("gatewaykit.destination.healthy", sums => sums.Count == 90);
        await metrics.WaitForAsync("gatewaykit.destinations.unmeasured", sums => sums.Values.Single() == 0);
    }

    [Fact]
    public async Task A_listener_can_ask_while_the_host_is_disposed()
    {
        var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(builder => builder.Services.AddSingleton<AskedAtTheEnd>())
            .WithConfiguration(Configuration("a"))).WaitAsync(TimeSpan.FromSeconds(60));
        using var metrics = new GatewayMetrics(gateway);
        var last = gateway.Services.GetRequiredService<AskedAtTheEnd>();
        var sums = new Dictionary<string, double>();
        last.Ask = () => sums = metrics.SumsOf("gatewaykit.destination.healthy");

        await gateway.DisposeAsync();

        Assert.Equal(new() { ["cluster=a destination=one"] = 1 }, sums);
    }

    private static string Destinations(string id, int count) => $$"""
        routes: { {{id}}: { clusterId: {{id}}, match: { path: /{{id}} } } }
        clusters:
          {{id}}:
            destinations:
        {{string.Concat(Enumerable.Range(0, count).Select(i => $"      {id}{i}: {{ address: \"http://127.0.0.1:1\" }}\n"))}}
        """;

    private static Task<GatewayTestHost> StartAsync()
        => GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Configuration("a"))).WaitAsync(TimeSpan.FromSeconds(60));

    private static string Configuration(string id) => $$"""
        routes: { {{id}}: { clusterId: {{id}}, match: { path: /{{id}} } } }
        clusters: { {{id}}: { destinations: { one: { address: "http://127.0.0.1:1" } } } }
        """;

    /// <summary>The last service that was created, and so the first that is disposed.</summary>
    private sealed class AskedAtTheEnd : IDisposable
    {
        public Action Ask { get; set; } = () => { };

        public void Dispose() => Ask();
    }
}
