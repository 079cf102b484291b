using GatewayKit.Compilation;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Balancing;

/// <summary>A gateway whose cluster <c>up</c> has several destinations: paths of one upstream, which answers with the first segment.
/// </summary>
public sealed class BalancedHost : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private GatewayTestHost _gateway = null!;

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Runs before the upstream answers, with the name of the destination.</summary>
    public Action<string, HttpContext> OnRequest { get; set; } = (_, _) => { };

    public ClusterState Cluster => _gateway.Services
        .GetRequiredService<IProxyStateLookup>()
        .GetClusters()
        .Single(c => ClusterVersion.ConfiguredId(c.Model.Config.Metadata) == "up");

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<TokenPlugin>()
        .WithPlugin<ProbePlugin>()
        .WithGateway(gateway => gateway.Services.AddSingleton(new Probe { OnRequest = ChooseAsync }))
        .WithTime(Time)
        .WithUpstream(http =>
        {
            var name = http.Request.Path.Value!.Split('/')[1];
            OnRequest(name, http);
            return http.Response.WriteAsync(name);
        })
        .WithConfiguration("{}")).WaitAsync(s_patience);

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    /// <summary>Uses destinations and further settings of the cluster; returns the errors.</summary>
    public async Task<IReadOnlyList<string>> TryUseAsync(string destinations, string settings)
    {
        var all = destinations.Split(' ').Select(name => $"{name}: {{ address: \"{{upstream}}/{name}\" }}");
        return await _gateway.ReloadAsync($$"""
            routes:
              all: { clusterId: up, match: { path: "/{**rest}" } }
              token: { clusterId: up, match: { path: "/token" }, plugins: [ { name: token } ] }
              chosen: { clusterId: other, match: { path: "/chosen" }, plugins: [ { name: probe, options: { runs: true } } ] }
            clusters:
              up: { destinations: { {{string.Join(", ", all)}} }, {{settings}} }
              other: { destinations: { one: { address: "{upstream}/other" } } }
            """).WaitAsync(s_patience);
    }

    /// <summary>Uses destinations and further settings of the cluster.</summary>
    public async Task UseAsync(string destinations, string settings) => Assert.Empty(await TryUseAsync(destinations, settings));

    /// <summary>Sends a request.</summary>
    /// <returns>The name of the destination, or the status of an error; and the response.</returns>
    public async Task<(string Name, HttpResponseMessage Response)> SendAsync(string header = "", string value = "", string path = "/x")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header.Length > 0)
            request.Headers.Add(header, value);
        var response = await _gateway.Client.SendAsync(request).WaitAsync(s_patience);
        return (response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : $"{(int)response.StatusCode}", response);
    }

    /// <summary>Lets the policy of the cluster select a destination, without a request.</summary>
    public string Pick(string key = "")
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["X-Key"] = key;
        http.Features.Set<IReverseProxyFeature>(new SelectedCluster(Cluster));
        var policy = _gateway.Services.GetServices<ILoadBalancingPolicy>().Single(p => p.Name == Cluster.Model.Config.LoadBalancingPolicy);
        return policy.PickDestination(http, Cluster, Cluster.DestinationsState.AvailableDestinations)?.DestinationId ?? "none";
    }

    /// <summary>Counts how often each destination is selected.</summary>
    public Dictionary<string, int> Count(int picks, Func<int, string>? key = null)
        => Enumerable.Range(0, picks).Select(i => Pick(key?.Invoke(i) ?? "")).CountBy(name => name).ToDictionary();

    /// <summary>Sets the health of a destination.</summary>
    public void SetHealth(string destination, DestinationHealth health)
    {
        Cluster.Destinations[destination].Health.Passive = health;
        _gateway.Services.GetRequiredService<IClusterDestinationsUpdater>().UpdateAvailableDestinations(Cluster);
    }

    private static ValueTask<HookResult> ChooseAsync(GatewayContext context)
    {
        context.ClusterId = "up";
        return HookResult.Continue;
    }

    private sealed class SelectedCluster(ClusterState cluster) : IReverseProxyFeature
    {
        public RouteModel Route => throw new NotSupportedException();

        public ClusterModel Cluster { get; set; } = cluster.Model;

        public IReadOnlyList<DestinationState> AllDestinations => cluster.DestinationsState.AllDestinations;

        public IReadOnlyList<DestinationState> AvailableDestinations { get; set; } = cluster.DestinationsState.AvailableDestinations;

        public DestinationState? ProxiedDestination { get; set; }
    }
}
