using System.Diagnostics.Metrics;
using GatewayKit;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Counters;
using GatewayKit.Edge;
using GatewayKit.Hosting;
using GatewayKit.Hosting.Descriptors;
using GatewayKit.Listening.Sockets;
using GatewayKit.Listening.Tables;
using GatewayKit.Masking;
using GatewayKit.Pipeline;
using GatewayKit.Plugins;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Background;
using GatewayKit.Proxy.Balancing;
using GatewayKit.Proxy.Checks;
using GatewayKit.Proxy.Discovery;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Failures;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Matching;
using GatewayKit.Proxy.PathExceptions;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Subrequests;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Runtime;
using GatewayKit.Statistics;
using GatewayKit.Statistics.Sampling;
using GatewayKit.Telemetry;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.SessionAffinity;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a gateway to an ASP.NET Core host.</summary>
public static class GatewayKitHostExtensions
{
    /// <summary>The section of the host's configuration that is always a source of the gateway.</summary>
    private const string SectionName = "GatewayKit";

    /// <summary>
    /// Adds a gateway. Its configuration is the host's section <c>GatewayKit</c>, if there is one, and what the builder adds.
    /// Map it with <c>app.MapGatewayKit()</c>.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="InvalidOperationException">The host already has a gateway.</exception>
    public static GatewayKitBuilder AddGatewayKit(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(s => s.ServiceType == typeof(GatewayStart)))
            throw new InvalidOperationException("The host already has a gateway. Call AddGatewayKit once.");

        KestrelStrictness.Apply();
        services.TryAddSingleton(TimeProvider.System);

        LoggingDefaults.Apply(builder);
        services.AddMetrics();
        services.AddHttpClient();
        services.AddSingleton<RemoteHttpClients>();
        AddDocumentClient(services);
        services.AddOptions();
        var defaults = GatewayDefaults.Add(services);
        services.AddRequestTimeouts();

        var section = builder.Configuration.GetSection(SectionName);
        var configuration = builder.Configuration as IConfigurationRoot;
        services.AddSingleton<IGatewayConfigSource>(_ => new ConfigurationSectionSource(section, root: configuration));
        var compiled = new CompiledPluginSource();
        services.AddSingleton<IPluginSource>(compiled);

        services.AddSingleton<CertificateStore>();
        services.AddSingleton<TlsLoader>();
        services.AddSingleton<TlsState>();
        services.AddSingleton<TlsCompiler>();
        services.AddSingleton<TlsHandshake>();
        services.AddSingleton<TlsListener>();
        services.AddSingleton(TlsWatchSettings.Default);
        services.AddSingleton<TlsWatch>();
        services.AddHostedService(s => s.GetRequiredService<TlsWatch>());
        services.AddSingleton<SubrequestApplication>();
        services.AddSingleton<IStartupFilter, SubrequestStartupFilter>();
        services.AddSingleton<ISubrequestSender, SubrequestSender>();
        services.AddSingleton<IStartupFilter, EdgeStartupFilter>();
        services.AddSingleton<IStartupFilter, TlsStartupFilter>();
        services.AddSingleton<IStartupFilter, RoutingStartupFilter>();
        services.ConfigureOptions<KestrelEdgeOptions>();
        services.AddSingleton<GatewayStart>();
        services.AddHostedService(s => s.GetRequiredService<GatewayStart>());
        services.AddHostedService<GatewayListeners>();
        services.AddHostedService<RuntimeCheck>();
        services.AddHostedService<ConnectionFaults>();
        services.AddSingleton<DescriptorLimits>();
        services.AddHostedService(s => s.GetRequiredService<DescriptorLimits>());
        services.TryDecorate<IConnectionListenerFactory>(
            (transport, s) => new BoundedTransport(transport, () => s.GetRequiredService<DescriptorLimits>().OpenConnections));
        services.AddSingleton(
            s => new UpstreamSockets(
                () => s.GetRequiredService<DescriptorLimits>().UpstreamConnections, s.GetRequiredService<TimeProvider>(),
                remote: s.GetRequiredService<RemoteNames>()));
        services.AddSingleton<IEdgeSettingsProvider>(s => s.GetRequiredService<CurrentSnapshot>());

        services.AddSingleton<PluginTelemetry>();
        services.AddSingleton<PluginTimes>();
        services.AddSingleton<HookTiming>();
        services.AddSingleton<ExchangeInstruments>();
        services.AddSingleton(s => new UsageCollector(s.GetRequiredService<IMeterFactory>()));
        services.AddSingleton<TrafficSample>();
        services.AddSingleton<ExchangeTelemetry>();
        services.AddSingleton<IValidateOptions<GatewayTelemetryOptions>, TelemetryOptionsCheck>();
        services.AddSingleton(new ThreadReplacement(IsEnabled: false));
        services.AddSingleton<BlockedThreadMonitor>();
        services.AddHostedService(s => s.GetRequiredService<BlockedThreadMonitor>());
        services.AddSingleton<HookGuard>();
        services.AddSingleton<ErrorHooks>();
        services.AddSingleton<ResponseHooks>();
        services.AddSingleton<RequestHooks>();
        services.AddSingleton<CompletionHooks>();
        services.AddSingleton<PipelineRunner>();
        services.AddSingleton<UpstreamRequestHooks>();
        services.AddSingleton<CallerLookup>();
        services.AddSingleton<ExchangeFailures>();
        services.AddSingleton<ExchangeRunner>();
        services.AddSingleton<IBackgroundExchanges, BackgroundExchanges>();
        services.AddSingleton<PlainForwarding>();
        services.AddSingleton<UnmatchedRequests>();
        services.AddSingleton<RouteHandler>();
        services.AddSingleton<IUnmatchedAnswers>(s => s.GetRequiredService<UnmatchedRequests>());
        services.AddSingleton<LeakedGenerations>();
        services.AddSingleton<ModuleLifetimes>();
        services.AddSingleton<ClusterTlsCompiler>();
        services.AddSingleton<SnapshotCompiler>();
        services.AddSingleton<ReloadTelemetry>();
        services.AddSingleton<SnapshotTelemetry>();
        services.AddSingleton<CurrentSnapshot>();
        services.AddSingleton(s => new ConfigSecrets(() => s.GetRequiredService<CurrentSnapshot>().Value?.Catalog ?? PluginCatalog.Empty));
        services.AddSingleton<SnapshotPublisher>();
        services.AddSingleton<RecentErrors>();
        services.AddSingleton<ConfigLog>();
        services.AddSingleton<ConfigSources>();
        services.AddSingleton(
            s => new GatewayPlugins(
                s.GetServices<IPluginSource>(), s, s.GetRequiredService<ModuleLifetimes>(), s.GetRequiredService<ConfigLog>()));
        services.AddSingleton<SourceChanges>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<GatewayLifetime>();
        services.AddSingleton<ReloadActivation>();
        services.AddSingleton<ReloadGate>();
        services.AddSingleton<ReloadCoordinator>();
        services.AddSingleton(s => new GatewayValidator(
            s.GetRequiredService<ConfigSources>(), s.GetRequiredService<GatewayPlugins>(), s.GetRequiredService<SnapshotCompiler>(),
            s.GetRequiredService<CurrentSnapshot>(), s.GetRequiredService<ReloadGate>()));
        services.AddSingleton<IGatewayConfigChecker, GatewayConfigChecker>();
        services.AddHostedService<RouteTableStart>();
        services.AddHostedService<ReloadService>();
        services.AddSingleton(new WatchedFiles(TimeProvider.System));
        services.AddSingleton(new FileReloadSettings(IsEnabled: true));
        services.AddHostedService<FileReloadService>();
        services.AddSingleton<DrainService>();
        services.AddHostedService(s => s.GetRequiredService<DrainService>());
        services.AddHostedService<UnobservedExceptionGuard>();
        return new GatewayKitBuilder(builder, AddProxy(services), compiled, defaults);
    }

    private static IReverseProxyBuilder AddProxy(IServiceCollection services)
    {
        var proxy = services.AddReverseProxy().AddTransforms<PipelineTransforms>();
        services.AddSingleton<Microsoft.AspNetCore.Routing.MatcherPolicy, RouteRankPolicy>();
        services.AddSingleton<Microsoft.AspNetCore.Routing.MatcherPolicy, PartitionPolicy>();
        services.AddSingleton<RouteTable>();
        services.AddSingleton<RoutePatterns>();
        services.AddSingleton<RouteTimeouts>();
        services.AddSingleton<HostRateLimiter>();
        services.AddSingleton<RoutePathCheck>();
        services.AddSingleton<RouteMatchCheck>();
        services.AddSingleton<TransformCheck>();
        services.AddSingleton<ClusterTlsCheck>();
        services.AddSingleton<IConfigRule, ProxyConfigChecker>();
        services.AddSingleton<IConfigRule, PreciseRouteRule>();
        services.AddSingleton<IConfigRule, PortalRule>();
        services.AddSingleton<IConfigRule>(s => new ListenerRule(
            s.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ListenerSockets))));
        services.AddSingleton<IPipelineRule, PathExceptionRule>();
        services.AddSingleton<IPipelineRule, UnusedClusterRule>();
        services.AddSingleton<IPipelineRule, PortalMockRule>();
        services.AddSingleton<ForwardingFailures>();
        services.AddHostedService<DestinationTelemetry>();
        services.AddSingleton<ConnectionDrain>();
        services.AddSingleton<RouteIndex>();
        services.AddSingleton<PipelineEndpoints>();
        services.AddSingleton<KeptClusters>();
        services.AddSingleton<ClusterChoice>();
        services.AddSingleton<IClusterSender, ClusterSender>();
        services.AddSingleton(new InMemoryConfigProvider([], []));
        services.AddSingleton<IProxyConfigProvider>(s => s.GetRequiredService<InMemoryConfigProvider>());
        services.AddSingleton<ProxyPublisher>();
        services.AddSingleton<IConfigChangeListener>(s => s.GetRequiredService<ProxyPublisher>());
        services.AddSingleton(s => new Lazy<IProxyStateLookup>(s.GetRequiredService<IProxyStateLookup>));
        services.AddSingleton<IClusterChangeListener, ClusterHealthCarrier>();
        services.AddSingleton<RemoteNames>();
        services.AddSingleton<IClusterChangeListener>(s => s.GetRequiredService<RemoteNames>());
        services.AddSingleton<PublishedTls>();
        services.AddSingleton<DestinationChoice>();
        services.AddSingleton<PassiveHealth>();
        services.AddSingleton<PolicyTelemetry>();
        services.AddSingleton<PublishedPolicies>();
        services.AddSingleton<ClusterClients>();
        services.AddSingleton<IClusterChangeListener>(s => s.GetRequiredService<ClusterClients>());
        AddBalancing(services);
        services.AddSingleton<UpstreamConnector>();
        services.AddSingleton<PoolSweeper>();
        UseOwnConnections(services);
        UseOwnForwarder(services);
        services.Decorate<IForwarderHttpClientFactory, VersionedHttpClientFactory>();
        services.Decorate<ITransformBuilder, UpstreamTransformBuilder>();
        services.Decorate<IConfigValidator, ValidatedConfigs>();
        services.Decorate<IClusterDestinationsUpdater, BalancedDestinations>();
        return proxy;
    }

    private static void AddBalancing(IServiceCollection services)
    {
        services.AddSingleton<DiscoveredNames>();
        services.AddHostedService<DiscoveryStart>();
        services.AddSingleton<PublishedBalancing>();
        services.AddSingleton<Balances>();
        services.AddSingleton<IClusterChangeListener>(s => s.GetRequiredService<Balances>());
        services.AddSingleton<DrainedDestinations>();
        services.AddSingleton<SessionDestinations>();
        services.Decorate<IAvailableDestinationsPolicy, UndrainedDestinations>();
        services.Decorate<ISessionAffinityPolicy, DrainedSessions>();
        services.AddSingleton<LatencyMeasurement>();
        services.AddSingleton<ILoadBalancingPolicy, WeightedRoundRobinPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, ConsistentHashPolicy>();
        services.AddSingleton<ILoadBalancingPolicy, LeastLatencyPolicy>();
    }

    /// <summary>Puts the gateway's forwarder in front of YARP's, unless the host has its own.</summary>
    private static void UseOwnForwarder(IServiceCollection services)
    {
        var last = services.Last(s => s.ServiceType == typeof(IHttpForwarder));
        if (last.ImplementationType?.Assembly == typeof(IHttpForwarder).Assembly)
            services.Decorate<IHttpForwarder, DirectForwarder>();
    }

    /// <summary>Replaces YARP's clients, unless the host has its own.</summary>
    private static void UseOwnConnections(IServiceCollection services)
    {
        var last = services.Last(s => s.ServiceType == typeof(IForwarderHttpClientFactory));
        if (last.ImplementationType == typeof(ForwarderHttpClientFactory))
            services.Replace(ServiceDescriptor.Singleton<IForwarderHttpClientFactory, UpstreamClientFactory>());
    }

    // The client with which authentication plugins fetch documents, such as keys; they follow redirects to the same host by themselves.
    // The host can give it another handler.
    private static void AddDocumentClient(IServiceCollection services)
        => services.AddHttpClient("GatewayKit.Authentication").ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            if (handler is SocketsHttpHandler sockets)
                sockets.AllowAutoRedirect = false;
            else if (handler is HttpClientHandler client)
                client.AllowAutoRedirect = false;
        });
}
