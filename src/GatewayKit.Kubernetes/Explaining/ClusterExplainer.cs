using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Explaining;
using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Explaining;

/// <summary>
/// Loads the resources of a cluster or of manifests once, so that a <see cref="GatewayExplainer"/> explains requests to them. The host
/// doesn't have to run: no listener is opened, and nothing is written to the cluster.
/// </summary>
public sealed class ClusterExplainer
{
    private const string Policy = "gatewaypolicy";
    private const string Plugin = "gatewayplugin ";

    private readonly ITranslator _translator;
    private readonly ConfigPublication _publication;
    private readonly TranslationOptions _options;
    private readonly ClusterReading? _reading;
    private readonly TimeProvider _time;
    private ImmutableDictionary<ConfigOwner, ResourceOwner> _owners = [];

    internal ClusterExplainer(
        ITranslator translator, ConfigPublication publication, TranslationOptions options, ClusterReading? reading, TimeProvider time)
    {
        // Each Gateway has the ports of its listeners, as clients see them.
        _options = options with
        {
            Addresses = AddressMode.Loopback,
            IngressHttpPort = 80,
            IngressHttpsPort = 443,
        };
        (_translator, _publication, _reading, _time) = (translator, publication, reading, time);
    }

    /// <summary>Reads the cluster of <c>LoadFromKubernetes</c> once, and makes its state active.</summary>
    /// <param name="gateway">The Gateway whose listeners get the requests, as <c>namespace/name</c>, or <c>ingress</c> for those of
    /// Ingresses; null for all.</param>
    /// <param name="cancellation">Ends the wait for the API server.</param>
    /// <exception cref="InvalidOperationException">The cluster can't be read within 30 s, the gateway rejects its configuration as a whole,
    /// or the Gateway doesn't exist.</exception>
    public async Task LoadClusterAsync(string? gateway = null, CancellationToken cancellation = default)
    {
        if (_reading is null)
            throw new InvalidOperationException("The gateway doesn't use a cluster. Call LoadFromKubernetes first.");

        await LoadAsync(await _reading.ReadAsync(cancellation).ConfigureAwait(false), gateway, cancellation).ConfigureAwait(false);
    }

    /// <summary>Activates manifests instead of a cluster.</summary>
    /// <param name="manifests">The manifests. Resources with an error aren't in the cluster.</param>
    /// <param name="gateway">The Gateway whose listeners get the requests, as <c>namespace/name</c>, or <c>ingress</c> for those of
    /// Ingresses; null for all.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidOperationException">The gateway rejects the configuration as a whole, or the Gateway doesn't
    /// exist.</exception>
    public Task LoadManifestsAsync(ManifestSet manifests, string? gateway = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var cluster = new LocalCluster(manifests, _options, new LocalCertificates(_time));
        return LoadAsync(cluster.State, gateway, cancellation);
    }

    /// <summary>Returns the resource of a route, such as <c>HTTPRoute shop/orders</c>; null if it isn't one of the cluster.</summary>
    /// <param name="route">The route.</param>
    public string? OwnerOf(ExplainedRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return _owners.TryGetValue(ConfigOwner.Route(route.Id), out var owner) ? ManifestResource.NameOf(owner.Kind, owner.Name) : null;
    }

    /// <summary>Returns the resources that have added a plugin, such as <c>GatewayPolicy shop/limits, GatewayPlugin shop/limit</c>; the
    /// location in a file for others.</summary>
    /// <param name="plugin">The plugin.</param>
    public static string SourceOf(ExplainedPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        if (!plugin.Location.StartsWith(Plugin, StringComparison.Ordinal))
            return plugin.Location;

        var source = $"GatewayPlugin {plugin.Location[Plugin.Length..]}";
        return plugin.ScopeId?.Split('/') is [Policy, var space, var name, ..] ? $"GatewayPolicy {space}/{name}, {source}" : source;
    }

    private async Task LoadAsync(ClusterState state, string? gateway, CancellationToken cancellation)
    {
        state = state with
        {
            Gateways = state.Gateways.ToImmutableDictionary(pair => pair.Key, pair => LocalCluster.WithoutAddresses(pair.Value)),
        };
        var translation = _translator.Translate(state, _options, null);
        if (gateway is not null)
            translation = ListenerSelection.Of(translation, state, gateway);
        if (await _publication.PublishAsync(translation, cancellation).ConfigureAwait(false) is null)
            throw new InvalidOperationException("The gateway rejects the configuration as a whole; its log has the reason.");
        _owners = translation.Owners;
    }
}
