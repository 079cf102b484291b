using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Translates an Ingress: each of its paths becomes a route for the listeners of all Ingresses, and several if it has a
/// canary.</summary>
internal sealed class IngressTranslator
{
    /// <summary>Below all other paths of a host.</summary>
    private const int DefaultRank = -1;

    private const int MostWarnings = 50;

    private static readonly ConfigNode s_unavailable = ConfigNode.FromValue(new { status = 503 });

    private readonly V1Ingress _ingress;
    private readonly string _class;
    private readonly Lookups _lookups;
    private readonly ResourceOwner _owner;
    private readonly IngressSettings _settings;
    private readonly IngressTargets _backends;
    private readonly ImmutableArray<string> _listeners;
    private readonly ImmutableArray<KeyValuePair<string, GatewayRoute>>.Builder _routes =
        ImmutableArray.CreateBuilder<KeyValuePair<string, GatewayRoute>>();

    private readonly Dictionary<string, TranslatedCluster> _clusters = [];
    private readonly List<ResourceWarning> _warnings = [];

    public IngressTranslator(V1Ingress ingress, string @class, Lookups lookups)
    {
        (_ingress, _class, _lookups) = (ingress, @class, lookups);
        _owner = new ResourceOwner(ResourceKind.Ingress, ResourceName.Of(ingress));
        _settings = CanaryRule.IsCanary(ingress)
            ? CanaryReader.Read(ingress, IngressPaths.Of(ingress)
                .Select(path => IngressConflicts.Main(ingress, path.Key, lookups)).OfType<V1Ingress>().FirstOrDefault())
            : AnnotationReader.Read(ingress, @class, lookups);
        _backends = new IngressTargets(_owner, _settings, lookups);
        _listeners = IngressListeners.Names(lookups);
    }

    public TranslatedRoute Translate()
    {
        foreach (var problem in IngressCertificates.Problems(_ingress, _lookups))
            Warn(problem.Reason, problem.Message);
        foreach (var problem in IngressPassthrough.Problems(_ingress, _lookups))
            Warn(problem.Reason, problem.Message);
        foreach (var port in IngressListeners.Lost(_lookups))
            Warn("PortUnavailable", $"A Gateway has the port {port} of Ingresses.");
        foreach (var warning in _settings.Warnings)
            Warn(warning.Reason, warning.Message);

        if (!ClientCertificateAnnotations.AuthoritiesOf(_ingress, _lookups).IsEmpty)
            CheckHosts();

        if (CanaryRule.IsCanary(_ingress))
            CheckCanary();
        else
            AddAll();
        ImmutableArray<KeyValuePair<string, StreamRoute>> streams = [.. IngressPassthrough.Routes(_ingress, Use, _lookups)];
        return new TranslatedRoute
        {
            StreamRoutes = streams,
            Routes = _listeners.IsEmpty ? [] : _routes.DrainToImmutable(),
            Clusters = _listeners.IsEmpty && streams.IsEmpty ? [] : [.. _clusters.Values],
            Warnings = [.. Bounded([.. _warnings.Distinct()])],
        };
    }

    /// <summary>Returns the first warnings. Each one is an event, for which those of other owners wait.</summary>
    private IEnumerable<ResourceWarning> Bounded(ResourceWarning[] warnings)
        => warnings.Length <= MostWarnings ? warnings : warnings.Take(MostWarnings).Append(new ResourceWarning(
            _owner, "MoreWarnings", $"{warnings.Length - MostWarnings} more warnings aren't shown."));

    private void CheckHosts()
    {
        foreach (var host in IngressHosts.Of(_ingress).Where(
            host => !IngressHosts.IsOwner(_owner.Name.Namespace, host, _lookups)))
        {
            Warn(
                "Conflict", $"An older Ingress of another namespace has the host '{(host.Length == 0 ? "*" : host)}', "
                    + "so its clients aren't asked for a certificate.");
        }
    }

    private void CheckCanary()
    {
        foreach (var path in IngressPaths.Of(_ingress).Where(path => IngressConflicts.Main(_ingress, path.Key, _lookups) is null))
            Warn("CanaryWithoutPath", $"No Ingress of the namespace has the {Describe(path)}, so the canary has no effect.");
    }

    private void AddAll()
    {
        var position = 0;
        var paths = IngressPaths.Of(_ingress).ToArray();
        foreach (var path in paths)
            Add(path, position++);
        foreach (var host in paths.Select(path => path.Host).Distinct())
        {
            foreach (var (id, path, plugin) in IngressRedirects.Of(host, _settings))
                AddRoute(id, MatchOf(path, position++), null, [.. _settings.First, plugin, Unavailable(null)]);
        }
    }

    private void Add(IngressPath path, int position)
    {
        if (IngressConflicts.Older(_ingress, path.Key, _lookups) is { } other)
            Warn("Conflict", $"The Ingress '{other}' is older and has the same {Describe(path)}; it gets the requests.");

        var match = MatchOf(path, position);
        var main = Resolve(path.Backend);
        if (IngressConflicts.Canary(_ingress, path.Key, _lookups) is not { } canary)
        {
            AddBackend(path.Id, path, match, main);
            return;
        }

        var rule = CanaryRule.Of(canary);
        var target = Resolve(IngressPaths.Of(canary).First(same => same.Key == path.Key).Backend);
        AddCondition("canary-header", rule.Header, isCookie: false, target);
        AddCondition("header", rule.NotHeader, isCookie: false, main);
        AddCondition("canary-cookie", rule.Cookie, isCookie: true, target);
        AddCondition("cookie", rule.NotCookie, isCookie: true, main);
        if (rule.Weight == 0)
        {
            AddBackend(path.Id, path, match, main);
            return;
        }

        match = match with { Choice = $"{_owner.Name}/{path.Id}" };
        AddBackend(path.Id, path, match with { Weight = rule.Total - rule.Weight }, main);
        AddBackend(path.Id + "/canary", path, match with { Weight = rule.Weight }, target);

        void AddCondition(string id, ValueCondition? condition, bool isCookie, IngressBackendTarget backend)
        {
            if (condition is not null)
            {
                AddBackend(
                    $"{path.Id}/{id}", path,
                    isCookie ? match with { Cookies = [condition] } : match with { Headers = [condition] }, backend);
            }
        }
    }

    private IngressBackendTarget Resolve(V1IngressBackend? backend)
    {
        var (target, problem) = _backends.Resolve(backend);
        if (problem is not null)
            Warn(problem.Reason, problem.Message);
        return target;
    }

    private void AddBackend(string id, IngressPath path, PreciseMatch match, IngressBackendTarget target)
    {
        var found = RoutePlugins.Of(
            new RulePlace { Route = _owner, Index = path.Rule, IngressClass = _class, Backend = target.Place }, _lookups);
        if (found.Problem is { } invalid)
            Warn(invalid.Reason, invalid.Message);

        if (found.Problem is not null || _settings.IsClosed)
            AddRoute(id, match, null, [.. _settings.First, Unavailable(found.Problem)]);
        else if (target.Cluster is null)
            AddRoute(id, match, null, [.. _settings.First, .. found.Entries, .. _settings.Plugins, Unavailable(null)]);
        else
        {
            AddRoute(
                id, match, target.Cluster,
                [.. _settings.First, .. found.Entries, .. _settings.Plugins, .. _backends.Entries(path, target, Use)]);
        }
    }

    private void Use(TranslatedCluster cluster) => _clusters[cluster.Id] = cluster;

    private void AddRoute(string id, PreciseMatch match, TranslatedCluster? cluster, ImmutableArray<PluginEntry> plugins)
    {
        id = $"{_owner.Name.Namespace}/ingress/{_owner.Name.Name}/{id}";
        if (cluster is not null)
            Use(cluster);
        _routes.Add(KeyValuePair.Create(id, new GatewayRoute
        {
            Route = new RouteConfig
            {
                RouteId = id,
                ClusterId = cluster?.Id,
                Match = PreciseMatch.AnyRequest,
                Transforms = cluster is null ? null : RouteTransforms.Of(
                    null, _settings.Host, _settings.ForwardedPrefix is null ? [] : ["X-Forwarded-Prefix"], match.Path),
            },
            Plugins = plugins,
            Match = match,
        }));
    }

    private PreciseMatch MatchOf(IngressPath path, int position) => new()
    {
        Listeners = _listeners,
        Hosts = path.Host is null ? [] : [.. _settings.Aliases.Prepend(path.Host).Distinct()],
        IsWildcardOneLabel = true,
        Path = path.Condition,
        Created = ResourceAge.Seconds(_ingress.Metadata),
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
            : $"path '{path.Path}' of the host '{path.Host ?? "*"}'";
}
