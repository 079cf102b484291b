using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Explaining;
using GatewayKit.Hosting;
using GatewayKit.Planning;
using GatewayKit.Planning.Traffic;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Testing;

/// <summary>
/// A complete gateway for a test, on a real socket, with the test's plugins and configuration and an upstream that records
/// its requests. It doesn't read settings files, environment variables or user secrets, so a test project that references a host
/// isn't affected by that host's configuration. <c>${env:NAME}</c> in the test's configuration is replaced.
/// </summary>
public sealed class GatewayTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestConfigSource _config;

    private GatewayTestHost(WebApplication app, TestConfigSource config, TestUpstream upstream, RecordedLogs logs)
    {
        _app = app;
        _config = config;
        Upstream = upstream;
        Logs = logs;
        Address = AddressOf(app);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = Address,
        };
    }

    /// <summary>Gets the gateway's address, such as <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Address { get; }

    /// <summary>Gets a client for the gateway. It doesn't follow redirects or store cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>Gets the upstream. The configuration refers to its address as <c>{upstream}</c>.</summary>
    public TestUpstream Upstream { get; }

    /// <summary>Gets the gateway's log.</summary>
    public RecordedLogs Logs { get; }

    /// <summary>Gets the host's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a gateway.</summary>
    /// <param name="setUp">Configures the plugins, the configuration and the upstream.</param>
    /// <exception cref="GatewayConfigException">The configuration isn't valid.</exception>
    public static async Task<GatewayTestHost> StartAsync(Action<GatewayTestSetup> setUp)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        var setup = new GatewayTestSetup();
        setUp(setup);
        var upstream = await TestUpstream.StartAsync(setup.UpstreamApp, setup.UpstreamProtocols).ConfigureAwait(false);
        var logs = new RecordedLogs();
        var app = default(WebApplication);
        try
        {
            var config = new TestConfigSource(setup.Configuration, upstream.Address);
            var builder = SealedHost.CreateBuilder(
                kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = setup.Protocols));

            // The tests don't report an outdated .NET version of the machine that runs them.
            builder.Logging
                .SetMinimumLevel(LogLevel.Information)
                .AddFilter("GatewayKit.Hosting.RuntimeCheck", LogLevel.None)
                .AddProvider(logs);
            builder.Services.AddSingleton(setup.Time);
            var gateway = builder.AddGatewayKit().LoadFrom(_ => config);
            foreach (var compose in setup.Compositions)
                compose(gateway);

            app = builder.Build();
            foreach (var use in setup.Middlewares)
                use(app);
            app.MapGatewayKit();
            await app.StartAsync().ConfigureAwait(false);
            return new GatewayTestHost(app, config, upstream, logs);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync().ConfigureAwait(false);
            await upstream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Activates another configuration if it is valid.</summary>
    /// <param name="configuration">The configuration in YAML.</param>
    /// <returns>The errors as an operator sees them, one per line; empty if the configuration is active.</returns>
    public async Task<IReadOnlyList<string>> ReloadAsync(string configuration)
    {
        _config.Text = configuration;
        var errors = await Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(_config).ConfigureAwait(false);
        return [.. errors.Items.Select(e => e.ToString())];
    }

    /// <summary>Returns the plugins of a route with their options, in the order in which they run for an anonymous caller.</summary>
    /// <param name="routeId">The route's id.</param>
    /// <exception cref="ArgumentException">No route has this id.</exception>
    public IReadOnlyList<ExplainedPlugin> Pipeline(string routeId) => new GatewayExplainer(_app).Pipeline(routeId);

    /// <summary>Explains how the gateway would handle a request: the route, the plugins and the upstream.
    /// Doesn't send the request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and query, such as <c>/orders?x=1</c>.</param>
    /// <param name="headers">The headers of the request.</param>
    public Task<Explanation> ExplainAsync(string method, string target, params IEnumerable<KeyValuePair<string, string>> headers)
        => new GatewayExplainer(_app).ExplainAsync(method, new Uri(Address.GetLeftPart(UriPartial.Authority) + target), headers);

    /// <summary>Compares how another gateway with an earlier configuration, and then this gateway, would handle requests. Nothing is
    /// sent.</summary>
    /// <param name="before">The gateway with the earlier configuration.</param>
    /// <param name="requests">The requests.</param>
    public async Task<PlanReport> PlanAsync(GatewayTestHost before, params IEnumerable<TrafficRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(requests);
        using var plan = new GatewayPlan(before._app, _app);
        await plan.AddAllAsync(requests.ToAsyncEnumerable()).ConfigureAwait(false);
        return plan.ToReport();
    }

    /// <summary>Stops the gateway gracefully: requests in flight can finish.</summary>
    /// <param name="cancellation">Ends the graceful shutdown.</param>
    public Task StopAsync(CancellationToken cancellation = default) => _app.StopAsync(cancellation);

    /// <summary>Stops the gateway and its upstream.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Upstream.DisposeAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    internal static Uri AddressOf(WebApplication app)
        => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
