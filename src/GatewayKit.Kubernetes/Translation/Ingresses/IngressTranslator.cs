using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Translates an Ingress: each of its paths becomes a route for the listeners of all Ingresses.</summary>
internal sealed class IngressTranslator(V1Ingress ingress, string @class, Lookups lookups)
{
    /// <summary>Below all other paths of a host.</summary>
    private const int DefaultRank = -1;

    private static readonly ConfigNode s_unavailable = ConfigNode.FromValue(new { status = 503 });

    private readonly ResourceOwner _owner = new(ResourceKind.Ingress, ResourceName.Of(ingress));
    private readonly ImmutableArray<string> _listeners = IngressListeners.Names(lookups);
    private readonly ImmutableArray<KeyValuePair<string, GatewayRoute>>.Builder _routes =
        ImmutableArray.CreateBuilder<KeyValuePair<string, GatewayRoute>>();

    private readonly Dictionary<string, TranslatedCluster> _clusters = [];
    private readonly List<ResourceWarning> _warnings = [];

    public TranslatedRoute Translate()
    {
        foreach (var problem in IngressCertificates.Problems(ingress, lookups))
            Warn("InvalidCertificate", problem);
        foreach (var port in IngressListeners.Lost(lookups))
            Warn("PortUnavailable", $"A Gateway has the port {port} of Ingresses.");

        var position = 0;
        foreach (var path in IngressPaths.Of(ingress))
            Add(path, position++);
        return new TranslatedRoute
        {
            Routes = _listeners.IsEmpty ? [] : _routes.DrainToImmutable(),
            Clusters = _listeners.IsEmpty ? [] : [.. _clusters.Values],
            Warnings = [.. _warnings.Distinct()],
        };
    }

    private void Add(IngressPath path, int position)
    {
        if (IngressConflicts.Older(ingress, path.Key, lookups) is { } other)
            Warn("Conflict", $"The Ingress '{other}' is older and has the same {Describe(path)}; it gets the requests.");

        var target = IngressBackends.Resolve(path.Backend, _owner.Name.Namespace, lookups);
        if (target.Problem is { } problem)
            Warn(problem.Reason, problem.Message);

        var found = RoutePlugins.Of(
            new RulePlace { Route = _owner, Index = path.Rule, IngressClass = @class, Backend = target.Place }, lookups);
        if (found.Problem is { } invalid)
            Warn(invalid.Reason, invalid.Message);

        var cluster = found.Problem is null ? target.Cluster : null;
        if (cluster is not null)
            _clusters[cluster.Id] = cluster;
        var id = $"{_owner.Name.Namespace}/ingress/{_owner.Name.Name}/{path.Id}";
        _routes.Add(KeyValuePair.Create(id, new GatewayRoute
        {
            Route = new RouteConfig
            {
                RouteId = id,
                ClusterId = cluster?.Id,
                Match = PreciseMatch.AnyRequest,
                Transforms = cluster is null ? null : RouteTransforms.Of(null, null, [], path.Path),
            },
            Plugins = cluster is null ? [.. found.Entries, Unavailable(found.Problem)] : found.Entries,
            Match = MatchOf(path, position),
        }));
    }

    private PreciseMatch MatchOf(IngressPath path, int position) => new()
    {
        Listeners = _listeners,
        Hosts = path.Host is null ? [] : [path.Host],
        IsWildcardOneLabel = true,
        Path = path.Path,
        Created = ResourceAge.Seconds(ingress.Metadata),
        Owner = _owner.Name.ToString(),
        Position = position,
        Rank = path.IsDefault ? DefaultRank : 0,
    };

    /// <summary>A missing backend is unavailable, and so is one without endpoints; an invalid plugin is an error.</summary>
    private static PluginEntry Unavailable(Problem? plugins)
        => new() { Name = UnavailablePlugin.Name, Options = plugins is null ? s_unavailable : null };

    private void Warn(string reason, string message) => _warnings.Add(new ResourceWarning(_owner, reason, message));

    private static string Describe(IngressPath path)
        => path.IsDefault ? path.Host is null ? "default backend" : $"default backend for the host '{path.Host}'"
            : $"path '{path.Path.Value}' of the host '{path.Host ?? "*"}'";
}
