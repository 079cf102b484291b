using System.Reflection;
using GatewayKit.Configuration.Sources;
using GatewayKit.Hosting.Admin;
using GatewayKit.Pipeline;
using GatewayKit.Plugins;
using GatewayKit.Runtime;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting;

/// <summary>
/// Composes a gateway. <c>Add</c> registers the host's own code, <c>Load</c> reads from external sources, <c>Use</c> changes
/// the infrastructure, and <c>Configure</c> defines the configuration in code.
/// </summary>
public sealed partial class GatewayKitBuilder
{
    private readonly CompiledPluginSource _compiled;
    private readonly GatewayDefaults _defaults;

    internal GatewayKitBuilder(
        IHostApplicationBuilder host, IReverseProxyBuilder proxy, CompiledPluginSource compiled, GatewayDefaults defaults)
    {
        Host = host;
        Proxy = proxy;
        _compiled = compiled;
        _defaults = defaults;
    }

    /// <summary>The host of the gateway.</summary>
    public IHostApplicationBuilder Host { get; }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services => Host.Services;

    /// <summary>YARP's own builder, for transforms, policies and HTTP clients in code.</summary>
    public IReverseProxyBuilder Proxy { get; }

    /// <summary>Adds a plugin that is compiled into the host.</summary>
    /// <typeparam name="TPlugin">The plugin class.</typeparam>
    public GatewayKitBuilder AddPlugin<TPlugin>()
        where TPlugin : class, IGatewayPlugin
    {
        _compiled.Add(typeof(TPlugin));
        return this;
    }

    /// <summary>Adds every plugin of an assembly that is compiled into the host.</summary>
    /// <param name="assembly">The assembly.</param>
    public GatewayKitBuilder AddPluginsFrom(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _compiled.Add(assembly);
        return this;
    }

    /// <summary>
    /// Loads a file: JSON if its name ends in <c>.json</c>, otherwise YAML. The file is watched: a valid change takes effect as a
    /// whole; an invalid one is reported, and the last valid version stays active. That version is also stored next to
    /// the file, as <c>.last-good</c>, for a restart with an invalid file.
    /// </summary>
    /// <param name="path">The file. A relative path is relative to the host's content root.</param>
    public GatewayKitBuilder LoadFromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path, Path.GetFullPath(Host.Environment.ContentRootPath));
        return LoadFrom(services => new FileConfigSource(
            full, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FileConfigSource>>(), name: path));
    }

    /// <summary>
    /// Loads a document from a stream that can be read only once, such as standard input or an embedded resource. It isn't
    /// watched and isn't stored for a restart. The limits are those of a file.
    /// </summary>
    /// <param name="open">Opens the stream when the gateway first reads its configuration; the stream is disposed after the read.</param>
    /// <param name="name">The name in messages, such as <c>stdin</c>.
    /// The document is JSON if the name ends in <c>.json</c>, otherwise YAML.</param>
    /// <param name="folder">The base folder of relative paths in the document. Default: the current directory.</param>
    public GatewayKitBuilder LoadFromStream(Func<Stream> open, string name, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return LoadFrom(_ => new StreamConfigSource(open, name, folder));
    }

    /// <summary>Sets whether a change of a file that a plugin has read, such as an OpenAPI document, reloads the configuration.
    /// Default: true.</summary>
    /// <param name="isEnabled">Whether that change reloads the configuration.</param>
    public GatewayKitBuilder WatchPluginFiles(bool isEnabled)
    {
        Services.AddSingleton(new FileReloadSettings(isEnabled));
        return this;
    }

    /// <summary>
    /// Sets the addresses of the gateway, instead of <c>ASPNETCORE_URLS</c> and <c>UseUrls</c> of the host, which the server then ignores
    /// with a warning. An https address uses the certificates of <c>tls</c> in the gateway's configuration.
    /// </summary>
    /// <param name="urls">The addresses, such as <c>http://*:80</c> and <c>https://*:443</c>. Port 0 selects a free port.</param>
    /// <exception cref="ArgumentException">An address is invalid, or its scheme is neither http nor https.</exception>
    public GatewayKitBuilder UseUrls(params string[] urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        foreach (var url in urls)
        {
            if (ListenUrl.FindError(url, "http", "https") is { } error)
                throw new ArgumentException(error, nameof(urls));
        }

        Services.Configure<GatewayListenOptions>(options => options.Urls.AddRange(urls));
        return this;
    }

    /// <summary>
    /// Serves health checks on separate addresses: <c>/healthz/live</c> is 200 while the process runs, and
    /// <c>/healthz/ready</c> is 200 while new requests should be sent to this instance, and 503 before that and after the signal to stop.
    /// <c>POST /plugins/{plugin}/{command}</c> sends commands to plugins (<see cref="ICommandHook"/>), without authentication: bind
    /// the addresses to loopback, and use <see cref="UseHealthUrls"/> for health checks from other machines.
    /// </summary>
    /// <param name="urls">The addresses, such as <c>http://127.0.0.1:9000</c>. Port 0 selects a free port, which is logged.</param>
    /// <exception cref="ArgumentException">An address is invalid, or its scheme is not http.</exception>
    public GatewayKitBuilder UseAdminUrls(params string[] urls) => UseAdmin(urls, options => options.Urls);

    /// <summary>
    /// Adds endpoints to the admin addresses (<see cref="UseAdminUrls"/>), with the host's services, authentication and authorization.
    /// The gateway's own addresses don't serve them. A request body can have 1 MB, unless the endpoint has another limit, such as
    /// <c>[RequestSizeLimit]</c>; connections that are idle for 10 s are closed.
    /// </summary>
    /// <param name="map">Maps the endpoints, such as <c>admin => admin.MapGet("/status", ...).RequireAuthorization()</c>.</param>
    public GatewayKitBuilder MapAdmin(Action<IEndpointRouteBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Services.Configure<AdminOptions>(options => options.Maps.Add(map));
        return this;
    }

    /// <summary>
    /// Serves endpoints of the host on separate addresses, with the host's services, authentication and authorization, and health checks.
    /// The gateway's own addresses don't serve them. A request body can have 1 MB, unless the endpoint has another limit; there are up to
    /// 64 connections, and those that are idle for 10 s are closed.
    /// </summary>
    /// <param name="urls">The addresses, such as <c>http://127.0.0.1:8090</c>. Port 0 selects a free port, which is logged.</param>
    /// <param name="map">Maps the endpoints.</param>
    /// <exception cref="ArgumentException">An address is invalid, or its scheme is not http.</exception>
    public GatewayKitBuilder UseSite(IReadOnlyList<string> urls, Action<IEndpointRouteBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentNullException.ThrowIfNull(map);
        UseAdmin([.. urls], _ => []);
        Services.Configure<AdminOptions>(options => options.Sites.Add(new AdminSite(urls, map)));
        return this;
    }

    /// <summary>Serves only health checks on separate addresses, which other machines may reach.</summary>
    /// <param name="urls">The addresses, such as <c>http://*:9001</c>. Port 0 selects a free port, which is logged.</param>
    /// <exception cref="ArgumentException">An address is invalid, or its scheme is not http.</exception>
    public GatewayKitBuilder UseHealthUrls(params string[] urls) => UseAdmin(urls, options => options.HealthUrls);

    /// <summary>
    /// Serves only health checks and metrics (<see cref="MapMetrics"/>) on separate addresses, which other machines may reach, such as
    /// Prometheus in a cluster. Metrics have the names of routes, clusters, destinations, plugins and, if they are counted, consumers.
    /// </summary>
    /// <param name="urls">The addresses, such as <c>http://*:9464</c>. Port 0 selects a free port, which is logged.</param>
    /// <exception cref="ArgumentException">An address is invalid, or its scheme is not http.</exception>
    public GatewayKitBuilder UseMetricsUrls(params string[] urls) => UseAdmin(urls, options => options.MetricsUrls);

    /// <summary>
    /// Adds endpoints with metrics to the admin addresses (<see cref="UseAdminUrls"/>) and the metrics addresses
    /// (<see cref="UseMetricsUrls"/>). At the metrics addresses, they have no authentication.
    /// </summary>
    /// <param name="map">Maps the endpoints.</param>
    public GatewayKitBuilder MapMetrics(Action<IEndpointRouteBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Services.Configure<AdminOptions>(options => options.MetricsMaps.Add(map));
        return this;
    }

    /// <summary>
    /// Allows additional names in the Host header of commands, of the admin API, and of requests for metrics.
    /// By default, loopback names and the address that a request is sent to are allowed, for metrics any IP address. Others are rejected
    /// with 403, so that a page in an operator's browser can't send commands or read metrics with its own name.
    /// </summary>
    /// <param name="hosts">Names or addresses without a port, such as <c>gateway-admin.internal</c>.</param>
    public GatewayKitBuilder AllowAdminHosts(params string[] hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        Services.Configure<AdminOptions>(options => options.Hosts.AddRange(hosts));
        return this;
    }

    /// <summary>
    /// Lets the thread pool grow at once while plugins block threads, up to 128 threads, by raising its minimum
    /// (<see cref="ThreadPool.SetMinThreads"/>). That affects the whole process. Without it, other requests wait while the pool grows by
    /// one or two threads per second. The stock host uses it.
    /// </summary>
    public GatewayKitBuilder UseThreadReplacement()
    {
        Services.AddSingleton(new ThreadReplacement(IsEnabled: true));
        return this;
    }

    /// <summary>Changes the settings of metrics and traces.</summary>
    /// <param name="configure">Changes the settings.</param>
    public GatewayKitBuilder ConfigureTelemetry(Action<GatewayTelemetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>
    /// Counts in a store that several nodes share, instead of in this process. A store that the host has registered itself stays.
    /// </summary>
    /// <param name="create">Creates the store, once.</param>
    public GatewayKitBuilder UseCounters(Func<IServiceProvider, ICounterStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _defaults.ReplaceCounters(create);
        return this;
    }

    /// <summary>
    /// Caches in a store that several nodes share, instead of in this process. A cache that the host has registered itself stays.
    /// </summary>
    /// <param name="create">Creates the cache, once.</param>
    public GatewayKitBuilder UseDistributedCache(Func<IServiceProvider, IDistributedCache> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _defaults.ReplaceCache(create);
        return this;
    }

    /// <summary>Loads from a custom source.</summary>
    /// <param name="create">Creates the source when the host is built.</param>
    public GatewayKitBuilder LoadFrom(Func<IServiceProvider, IGatewayConfigSource> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(create);
        return this;
    }

    private GatewayKitBuilder UseAdmin(string[] urls, Func<AdminOptions, List<string>> select)
    {
        ArgumentNullException.ThrowIfNull(urls);
        foreach (var url in urls)
        {
            if (ListenUrl.FindError(url, "http") is { } error)
                throw new ArgumentException(error, nameof(urls));
        }

        Services.Configure<AdminOptions>(options => select(options).AddRange(urls));
        Services.AddHostedService<AdminServer>();
        return this;
    }
}
