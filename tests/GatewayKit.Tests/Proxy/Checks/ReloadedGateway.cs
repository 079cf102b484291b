using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Proxy.Checks;

/// <summary>A gateway that many tests reload. Between two tests it serves <c>/steady</c>.</summary>
public sealed class ReloadedGateway : IAsyncLifetime
{
    private const string Clusters = """
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """;

    private GatewayTestHost? _gateway;
    private int _number;

    public async Task InitializeAsync() => _gateway = await ProbeHost.StartAsync(new Probe(), Steady("/steady"));

    public Task DisposeAsync() => _gateway!.DisposeAsync().AsTask();

    /// <summary>Loads the steady route and this.</summary>
    public Task<IReadOnlyList<string>> LoadAsync(string routes, string clusters = "")
        => _gateway!.ReloadAsync($"{Steady("/steady")}\n  {routes}\n{Clusters}\n  {clusters}\n");

    /// <summary>The status of the steady route, and of the same under a path of its own after another reload.</summary>
    public async Task<(int Steady, int Next)> AskAsync()
    {
        using var steady = await _gateway!.Client.GetAsync("/steady");
        var path = $"/next{Interlocked.Increment(ref _number)}";
        Assert.Empty(await _gateway.ReloadAsync($"{Steady(path)}\n{Clusters}"));
        using var next = await _gateway.Client.GetAsync(path);
        Assert.Empty(await LoadAsync(""));
        return ((int)steady.StatusCode, (int)next.StatusCode);
    }

    private static string Steady(string path) => $$"""
        routes:
          steady: { clusterId: up, match: { path: {{path}} } }
        """;
}
