using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Translates an Ingress: each of its paths becomes a route for the listeners of all Ingresses, and several if it has a
/// canary.</summary>
internal sealed class IngressTranslator(V1Ingress ingress, string @class, Lookups lookups)
{
    /// <summary>Below all other paths of a host.</summary>
    private const int DefaultRank = -1;

    private static readonly ConfigNode s_unavailable = ConfigNode.FromValue(new { status = 503 });

    private readonly ResourceOwner _owner = new(ResourceKind.Ingress, ResourceName.Of(ingress));
    private readonly IngressSettings _settings = AnnotationReader.Read(ingress, @class, lookups);
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
        foreach (var warning in _settings.Warnings)
            Warn(warning.Reason, warning.Message);

        if (CanaryRule.IsCanary(ingress))
            CheckCanary();
        else
            AddAll();
        return new TranslatedRoute
        {
            Routes = _listeners.IsEmpty ? [] : _routes.DrainToImmutable(),
            Clusters = _listeners.IsEmpty ? [] : [.. _clusters.Values],
            Warnings = [.. _warnings.Distinct()],
        };
    }

    private void CheckCanary()
    {
        foreach (var path in IngressPaths.Of(ingress).Where(path => !IngressConflicts.HasMain(ingress, path.Key, lookups)))
            Warn("CanaryWithoutPath", $"No Ingress of the namespace has the {Describe(path)}, so the canary has no effect.");
    }

    private void AddAll()
    {
        var position = 0;
        var paths = IngressPaths.Of(ingress).ToArray();
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
        if (IngressConflicts.Older(ingress, path.Key, lookups) is { } other)
            Warn("Conflict", $"The Ingress '{other}' is older and has the same {Describe(path)}; it gets the requests.");

        var match = MatchOf(path, position);
        var main = Resolve(path.Backend);
        if (IngressConflicts.Canary(ingress, path.Key, lookups) is not { } canary)
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

    /// <summary>Returns the cluster of a backend, or that of the annotation <c>default-backend</c> while it has no endpoints.</summary>
    private IngressBackendTarget Resolve(V1IngressBackend? backend)
    {
        var target = IngressBackends.Resolve(backend, _owner.Name, _settings.Cluster, lookups);
        if (target.Problem is { } problem)
            Warn(problem.Reason, problem.Message);
        if (_settings.DefaultBackend is not { } name || HasEndpoints(target.Place))
            return target;

        var port = lookups.Read(Sources.Services, new ResourceName(_owner.Name.Namespace, name))?.Spec?.Ports?.FirstOrDefault()?.Port;
        var other = new V1IngressBackend
        {
            Service = new V1IngressServiceBackend { Name = name, Port = new V1ServiceBackendPort { Number = port ?? 80 } },
        };
        return IngressBackends.Resolve(other, _owner.Name, _settings.Cluster, lookups);
    }

    private bool HasEndpoints(BackendPlace? place)
        => place?.Port is { } port && !ServicePorts.EndpointsOf(new ServicePortKey(place.Service, port), lookups).IsEmpty;

    private void AddBackend(string id, IngressPath path, PreciseMatch match, IngressBackendTarget target)
    {
        var found = RoutePlugins.Of(
            new RulePlace { Route = _owner, Index = path.Rule, IngressClass = @class, Backend = target.Place }, lookups);
        if (found.Problem is { } invalid)
            Warn(invalid.Reason, invalid.Message);

        if (found.Problem is not null || _settings.IsClosed)
            AddRoute(id, match, null, [.. _settings.First, Unavailable(found.Problem)]);
        else if (target.Cluster is null)
            AddRoute(id, match, null, [.. _settings.First, .. found.Entries, .. _settings.Plugins, Unavailable(null)]);
        else
            AddRoute(id, match, target.Cluster, [.. _settings.First, .. found.Entries, .. _settings.Plugins, .. Changes(path)]);
    }

    private void AddRoute(string id, PreciseMatch match, TranslatedCluster? cluster, ImmutableArray<PluginEntry> plugins)
    {
        id = $"{_owner.Name.Namespace}/ingress/{_owner.Name.Name}/{id}";
        if (cluster is not null)
            _clusters[cluster.Id] = cluster;
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

    /// <summary>Returns the changes of the request to the upstream.</summary>
    private IEnumerable<PluginEntry> Changes(IngressPath path)
    {
        if (_settings.ForwardedPrefix is { } prefix)
        {
            var set = new Dictionary<string, string> { ["X-Forwarded-Prefix"] = prefix };
            yield return AnnotationReader.Entry(HeadersPlugin.Name, "prefix", new { request = new { set } });
        }

        if (_settings.RewriteTarget is { } replacement && !path.IsDefault)
            yield return AnnotationReader.Entry(RewritePlugin.Name, "annotation", new { pattern = path.Pattern, replacement });
    }

    private PreciseMatch MatchOf(IngressPath path, int position) => new()
    {
        Listeners = _listeners,
        Hosts = path.Host is null ? [] : [.. _settings.Aliases.Prepend(path.Host).Distinct()],
        IsWildcardOneLabel = true,
        Path = path.Condition,
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
            : $"path '{path.Path}' of the host '{path.Host ?? "*"}'";
}
