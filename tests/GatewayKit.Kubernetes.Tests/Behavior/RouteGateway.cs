using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Plugins.ConcurrencyLimit;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.ForwardAuth;
using GatewayKit.Plugins.IpRestriction;
using GatewayKit.Plugins.Mirror;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>A gateway with a translated route, for the addresses of the host.</summary>
internal sealed class RouteGateway : IAsyncDisposable
{
    private readonly GatewayTestHost _host;

    private RouteGateway(GatewayTestHost host) => _host = host;

    public static async Task<RouteGateway> StartAsync(SceneRoute route, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var config = new GatewayConfig();
        foreach (var (id, found) in route.Routes)
            config = config with { Routes = config.Routes.Add(id, found with { Match = found.Match! with { Listeners = [] } }) };
        foreach (var (id, cluster) in route.Clusters)
            config = config with { Clusters = config.Clusters.Add(id, cluster) };
        return new RouteGateway(await GatewayTestHost.StartAsync(setup => setup
            .WithProtocols(protocols, HttpProtocols.Http1)
            .WithGateway(gateway => gateway
                .AddPluginsFrom(typeof(RedirectPlugin).Assembly)
                .AddPluginsFrom(typeof(ForwardAuthPlugin).Assembly)
                .AddPluginsFrom(typeof(ConcurrencyLimitPlugin).Assembly)
                .AddPluginsFrom(typeof(RateLimitPlugin).Assembly)
                .AddPlugin<IpRestrictionPlugin>()
                .AddPlugin<CorsPlugin>()
                .AddPlugin<MirrorPlugin>()
                .AddConfig(config))).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    public Task<HttpResponseMessage> GetAsync(string target, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Get, target, headers);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(_host.Address, target));
        request.Headers.Host = "shop.example";
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request);
    }

    /// <summary>Sends a request to a host and path, such as <c>shop.example/orders</c>.</summary>
    public Task<HttpResponseMessage> SendToAsync(string url, params (string Name, string Value)[] headers)
    {
        var parts = url.Split('/', 2);
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address, "/" + parts[1]));
        request.Headers.Host = parts[0];
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        => _host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));

    public Uri Address => _host.Address;

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
