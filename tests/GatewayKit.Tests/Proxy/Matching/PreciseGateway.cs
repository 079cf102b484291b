using System.Collections.Immutable;
using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Sources;
using GatewayKit.Edge;
using GatewayKit.Proxy.Routing;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>A gateway with routes from code beside a configuration in YAML. The cluster of a route is a path prefix of the upstream, so
/// that the upstream shows the route. The header <c>X-Listener</c> stands for the socket of a listener.</summary>
internal sealed class PreciseGateway : IAsyncDisposable
{
    private readonly CodeConfigSource _source;

    private PreciseGateway(GatewayTestHost host, CodeConfigSource source) => (Host, _source) = (host, source);

    public GatewayTestHost Host { get; }

    /// <summary>The listeners of the next update; null for one for each name that a route has.</summary>
    public ImmutableDictionary<string, GatewayListener>? Listeners { get; set; }

    public static async Task<PreciseGateway> StartAsync(string yaml, params IEnumerable<(string Id, PreciseMatch Match)> routes)
    {
        var source = new CodeConfigSource(new GatewayConfig());
        var host = await GatewayTestHost.StartAsync(setup => setup
            .WithConfiguration(yaml)
            .WithGateway(gateway => gateway.UseDynamicListeners().LoadFrom(_ => source)
                .Services.AddSingleton<IStartupFilter, ListenerHeader>()))
            .WaitAsync(TimeSpan.FromSeconds(60));
        var precise = new PreciseGateway(host, source);
        Assert.Empty(await precise.UpdateAsync(routes));
        return precise;
    }

    /// <summary>Replaces the routes from code.</summary>
    /// <returns>The errors.</returns>
    public Task<IReadOnlyList<string>> UpdateAsync(params IEnumerable<(string Id, PreciseMatch Match)> routes)
        => UpdateAsync(routes.Select(route => (route.Id, Route(route.Id, route.Match))));

    public async Task<IReadOnlyList<string>> UpdateAsync(IEnumerable<(string Id, GatewayRoute Route)> routes)
    {
        var all = routes.ToImmutableDictionary(route => route.Id, route => route.Route, StringComparer.OrdinalIgnoreCase);
        var names = all.Values.SelectMany(route => route.Match?.Listeners ?? []).Where(name => name != "unknown").Distinct();
        _source.Update(new GatewayConfig
        {
            Routes = all,
            Clusters = all.Keys.ToImmutableDictionary(id => id, Cluster, StringComparer.OrdinalIgnoreCase),
            Listeners = Listeners ?? names.ToImmutableDictionary(name => name, Listener, StringComparer.OrdinalIgnoreCase),
        });
        var errors = await Host.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(_source).WaitAsync(TimeSpan.FromSeconds(60));
        return [.. errors.Items.Select(error => error.ToString())];
    }

    public static GatewayRoute Route(string id, PreciseMatch match) => new()
    {
        Route = new RouteConfig { RouteId = id, ClusterId = id, Match = PreciseMatch.AnyRequest },
        Match = match,
    };

    /// <returns>The status, and for 200 the id of the route instead.</returns>
    public async Task<string> GetAsync(string target, string? listener = null, string host = "any.test", HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, target);
        request.Headers.Host = host;
        if (listener is not null)
            request.Headers.Add("X-Listener", listener);
        using var response = await Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return response.StatusCode == HttpStatusCode.OK
            ? Host.Upstream.Requests.Last().Target.Split('/')[1]
            : ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The model of a route in YARP: another one after its endpoint was built again.</summary>
    public RouteModel Endpoint(string id) => Host.Services.GetRequiredService<RouteTable>().Served
        .Select(endpoint => endpoint.Metadata.GetMetadata<RouteModel>())
        .OfType<RouteModel>()
        .Single(model => model.Config.RouteId == id);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static GatewayListener Listener(string name)
        => new() { Address = IPAddress.Loopback, Port = 0, Protocol = ListenerProtocol.Http, Host = $"{name}.test" };

    private GatewayCluster Cluster(string id) => new()
    {
        Cluster = new ClusterConfig
        {
            ClusterId = id,
            Destinations = new Dictionary<string, DestinationConfig>
            {
                ["one"] = new() { Address = new Uri(Host.Upstream.Address, $"/{id}").AbsoluteUri },
            },
        },
    };

    /// <summary>Runs before routing.</summary>
    private sealed class ListenerHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                if (http.Request.Headers["X-Listener"].ToString() is { Length: > 0 } name)
                    http.Features.Set<IListenerFeature>(new FakeListeners(null, (name, null)));
                return following(http);
            });
            next(app);
        };
    }
}
