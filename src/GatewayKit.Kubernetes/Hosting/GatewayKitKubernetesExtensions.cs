using GatewayKit.Configuration;
using GatewayKit.Hosting;
using GatewayKit.Kubernetes;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Explaining;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Hosting;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Watching;
using GatewayKit.Listening;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a gateway with the resources of a Kubernetes cluster.</summary>
public static class GatewayKitKubernetesExtensions
{
    /// <summary>
    /// Serves the Gateways, routes and Ingresses of a cluster, in addition to the other sources. In a pod, the gateway uses its service
    /// account, outside <c>KUBECONFIG</c>. The gateway isn't ready before it has read all resources, or a kept copy of them. The plugins
    /// that the resources use must be loaded, such as cors and mirror for filters of the Gateway API.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="InvalidOperationException">There is no valid kubeconfig, or the gateway already uses a cluster.</exception>
    public static GatewayKitBuilder LoadFromKubernetes(this GatewayKitBuilder gateway, Action<KubernetesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var services = gateway.Services;
        if (services.Any(s => s.ServiceType == typeof(KubernetesGateway)))
            throw new InvalidOperationException("The gateway already uses a cluster. Call LoadFromKubernetes once.");

        var options = new KubernetesOptions();
        configure?.Invoke(options);
        var settings = KubernetesSettings.Create(options, PodEnvironment.Read(gateway.Host.Configuration, options));
        services.AddSingleton(settings);
        services.AddSingleton(WatchSettings.Default);
        services.AddSingleton(s => ApiServer.Connect(settings.Client, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ClusterFeed>();
        services.AddSingleton(s => new ClusterStores(settings.Namespaces, s.GetRequiredService<ClusterFeed>()));
        services.AddSingleton<ClusterReading>();
        AddPublishing(gateway, settings.Translation);
        services.AddSingleton(settings.KeptCopy);
        services.AddSingleton<ReflectorHealth>();
        services.AddSingleton<CopyLog>();
        services.AddSingleton<CopyTelemetry>();
        services.AddSingleton<CopyKeeper>();
        services.AddSingleton<NodeZone>();
        services.AddSingleton<DefinitionReader>();
        services.AddSingleton(new StatusMerge(settings.Translation.ControllerName));
        services.AddSingleton(new OwnStatuses(settings.Translation.ControllerName));
        services.AddSingleton<StatusWriter>();
        services.AddSingleton<ServiceProvisioner>();
        services.AddSingleton<EventWriter>();
        services.AddSingleton<ISync>(s => s.GetRequiredService<StatusWriter>());
        services.AddSingleton<ISync>(s => s.GetRequiredService<ServiceProvisioner>());
        services.AddSingleton<ISync>(s => s.GetRequiredService<EventWriter>());
        services.AddSingleton<LeaderWork>();
        services.AddSingleton(s => new TranslationRetries(
            s.GetRequiredService<ClusterFeed>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<LoopLog>()));
        services.AddSingleton<TranslationPump>();
        services.AddSingleton<IReadinessCondition, KubernetesReadiness>();
        services.AddHostedService<KubernetesService>();
        return gateway;
    }

    /// <summary>
    /// Serves manifests of a cluster on loopback ports, for tests of manifests without a cluster. The host applies them with the service
    /// <see cref="ManifestGateway"/>. Responses have the headers <c>GatewayKit-Route</c> and <c>GatewayKit-Service</c>. The plugins that
    /// the resources use must be loaded, such as cors and mirror for filters of the Gateway API.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <param name="usesOwnPorts">Whether listeners have the ports of their manifests if these are free, and port 8080 instead of 80 and
    /// 8443 instead of 443. Default: false, any free port.</param>
    /// <param name="configure">Changes the settings, of which <see cref="KubernetesOptions.ControllerName"/> and <see
    /// cref="KubernetesOptions.IngressClass"/> are used.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="InvalidOperationException">The gateway already uses a cluster.</exception>
    public static GatewayKitBuilder LoadFromManifests(
        this GatewayKitBuilder gateway, bool usesOwnPorts = false, Action<KubernetesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var services = gateway.Services;
        if (services.Any(s => s.ServiceType == typeof(KubernetesGateway)))
            throw new InvalidOperationException("The gateway already uses a cluster. Call LoadFromManifests without LoadFromKubernetes.");

        var options = new KubernetesOptions();
        configure?.Invoke(options);
        var names = KubernetesSettings.ForManifests(options);
        AddPublishing(gateway, names);
        services.AddSingleton<IStartupFilter, RouteHeaderFilter>();
        services.AddSingleton(s => new ManifestGateway(
            s.GetRequiredService<ITranslator>(), s.GetRequiredService<ConfigPublication>(), s.GetRequiredService<ListenerSync>(),
            s.GetRequiredService<IGatewayListenerStatus>(), names, usesOwnPorts,
            s.GetRequiredService<TimeProvider>()));
        return gateway;
    }

    private static void AddPublishing(GatewayKitBuilder gateway, TranslationOptions options)
    {
        var services = gateway.Services;
        gateway.UseDynamicListeners().AddPluginsFrom(typeof(HeadersPlugin).Assembly);
        services.AddSingleton<ITranslator>(s => new CheckedTranslator(
            Translator.Create(), new PluginChecker(s.GetRequiredService<IGatewayConfigChecker>())));
        services.AddSingleton(s => new GatewayPublisher("kubernetes", s));
        gateway.LoadFrom(s => s.GetRequiredService<GatewayPublisher>());
        services.AddSingleton<ConfigPublication>();
        services.AddSingleton(s => new ClusterExplainer(
            s.GetRequiredService<ITranslator>(), s.GetRequiredService<ConfigPublication>(), options, s.GetService<ClusterReading>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new ListenerSync(s.GetRequiredService<IGatewayListenerStatus>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LoopLog>();
        services.AddSingleton<BackgroundLoop>();
        services.AddSingleton(new KubernetesGateway());
    }
}
