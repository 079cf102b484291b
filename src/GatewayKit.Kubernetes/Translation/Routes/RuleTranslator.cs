using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using k8s;
using k8s.Models;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>
/// Translates the rules of an HTTPRoute or a GRPCRoute:
/// <list type="number">
/// <item>a rule whose conditions or filters are invalid is dropped, or answers 500 if its conditions are known</item>
/// <item>references are resolved; an invalid backend answers 500 for its share</item>
/// <item>each combination of listeners, conditions and backend becomes a route of the gateway</item>
/// </list>
/// </summary>
internal sealed class RuleTranslator
{
    /// <summary>The maximum number of routes of the gateway for a resource: its listeners could multiply it.</summary>
    private const int MostRoutes = 10_000;

    private static readonly ConfigNode s_noEndpoints = ConfigNode.FromValue(new { status = 503 });

    private readonly ResourceOwner _owner;
    private readonly Lookups _lookups;
    private readonly ImmutableArray<ListenerGroup> _listeners;
    private readonly PreciseMatch _order;
    private readonly RouteAnnotations _annotations;
    private readonly RouteBackends _resolver;
    private readonly ImmutableArray<KeyValuePair<string, GatewayRoute>>.Builder _routes =
        ImmutableArray.CreateBuilder<KeyValuePair<string, GatewayRoute>>();

    private readonly Dictionary<string, TranslatedCluster> _clusters = [];
    private readonly HashSet<ResourceName> _services = [];
    private readonly ProblemList _unresolved = new();
    private readonly ProblemList _invalid = new();
    private readonly List<string> _dropped = [];
    private int _position;

    public RuleTranslator(
        ResourceKind kind, IKubernetesObject<V1ObjectMeta> route, ImmutableArray<RouteAttachment> attachments, Lookups lookups)
    {
        _owner = new ResourceOwner(kind, ResourceName.Of(route));
        _lookups = lookups;
        _listeners = RoutePlugins.Divide(attachments, lookups);
        _annotations = RouteAnnotations.Of(route, lookups);
        _resolver = new RouteBackends(_owner, _annotations, lookups);
        _order = new PreciseMatch
        {
            Created = ResourceAge.Seconds(route.Metadata),
            Owner = _owner.Name.ToString(),
        };
    }

    private bool IsGrpc => _owner.Kind == ResourceKind.GrpcRoute;

    public TranslatedRoute Translate(IReadOnlyList<RouteRule> rules)
    {
        foreach (var rule in rules)
            Add(rule, rules.Any(other => other.Index != rule.Index && other.Name == rule.Name) ? null : rule.Name);

        var isRejected = _dropped.Count == rules.Count && rules.Count > 0;
        return new TranslatedRoute
        {
            Routes = isRejected ? [] : _routes.DrainToImmutable(),
            Clusters = isRejected ? [] : [.. _clusters.Values],
            Services = [.. _services.Order()],
            Rejection = isRejected ? _invalid.ToProblem() : null,
            Unresolved = _unresolved.ToProblem(),
            PartlyInvalid = isRejected || _invalid.ToProblem() is not { } invalid ? null
                : invalid with { Message = $"Dropped Rule {string.Join(", ", _dropped)}: {invalid.Message}" },
            Warnings = [.. _annotations.Warnings.Select(warning => new ResourceWarning(_owner, warning.Reason, warning.Message))],
        };
    }

    private void Add(RouteRule rule, string? name)
    {
        var filters = FilterReader.Read(rule.Filters, IsGrpc);
        var backends = rule.Backends
            .Select((reference, index) => new RuleBackend(index, reference, FilterReader.Read(reference.Filters, IsGrpc)))
            .ToImmutableArray();
        var timeouts = RuleTimeouts.Of(rule.Timeouts, rule.Retry);
        var problem = _annotations.Problem ?? rule.Problem ?? filters.Problem ?? timeouts.Problem
            ?? backends.Select(backend => backend.Filters.Problem).FirstOrDefault(found => found is not null)
            ?? PrefixProblem(rule, filters, backends);
        if (problem is not null)
        {
            _invalid.Add(problem);
            _dropped.Add(name ?? rule.Index.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var reference in rule.Backends)
            Note(reference);
        foreach (var mirror in filters.Mirrors.Concat(backends.SelectMany(backend => backend.Filters.Mirrors)))
            Note(mirror.BackendRef);
        var needsPort = RedirectEntries.NeedListener(filters.Redirect)
            || backends.Any(backend => RedirectEntries.NeedListener(backend.Filters.Redirect));
        var groups = RouteGroup.Divide(_listeners, needsPort);
        for (var index = 0; index < rule.Matches.Length; index++, _position++)
        {
            foreach (var group in groups)
            {
                var match = ConditionsOf(rule.Matches[index], group);
                var part = new RulePart(rule, name, group, timeouts, match, IdOf(rule, name, index, group));
                if (problem is not null)
                    AddRoute(part, part.Id, FilterSet.Empty, FilterSet.Empty, null, isBroken: true);
                else if (filters.Redirect is not null || backends.IsEmpty)
                    AddRoute(part, part.Id, filters, FilterSet.Empty, null, isBroken: false);
                else
                    AddBackends(part, filters, backends);
            }
        }
    }

    private void AddBackends(RulePart part, FilterSet filters, ImmutableArray<RuleBackend> backends)
    {
        var choice = backends.Length > 1 || backends[0].Reference.Weight == 0 ? part.Id : null;
        foreach (var backend in backends)
        {
            var match = part.Match with { Choice = choice, Weight = backend.Reference.Weight };
            AddRoute(part with { Match = match }, $"{part.Id}/{backend.Index}", filters, backend.Filters, backend, isBroken: false);
        }
    }

    /// <summary>Adds a route of the gateway.</summary>
    /// <param name="part">The part of the rule.</param>
    /// <param name="id">The route's id.</param>
    /// <param name="filters">The filters of the rule.</param>
    /// <param name="own">The filters of the backend.</param>
    /// <param name="backend">The backend; null for none.</param>
    /// <param name="isBroken">Whether the rule is invalid.</param>
    private void AddRoute(RulePart part, string id, FilterSet filters, FilterSet own, RuleBackend? backend, bool isBroken)
    {
        var target = backend is null ? null
            : _resolver.Resolve(backend.Reference, part.Group.Identity, part.Timeouts.Settings);
        var redirect = own.Redirect ?? filters.Redirect;
        var found = isBroken ? RulePlugins.None : PluginsOf(part, backend, target);
        _unresolved.Add(found.Problem);
        isBroken |= found.Problem is not null;

        var plugins = ImmutableArray.CreateBuilder<PluginEntry>();
        if (!isBroken)
        {
            plugins.AddRange(found.Entries);
            if (target?.Cluster is not null && redirect is null)
                plugins.AddRange(_resolver.Entries(backend!.Reference, used => _clusters[used.Id] = used));
            AddFilters(part, filters, own, plugins);
        }

        var cluster = isBroken || redirect is not null ? null : target?.Cluster;
        if (cluster is not null)
            _clusters[cluster.Id] = cluster;
        else if (redirect is not null && !isBroken)
            plugins.Add(RedirectEntries.Of(redirect, part.Match.Path, part.Group.Port));
        else
            plugins.Add(new PluginEntry { Name = UnavailablePlugin.Name, Options = IsGrpc ? s_noEndpoints : null });

        if (_routes.Count == MostRoutes)
            throw new InvalidOperationException($"its matches, backends and listeners are more than {MostRoutes} combinations.");
        _routes.Add(KeyValuePair.Create(id, new GatewayRoute
        {
            Route = new RouteConfig
            {
                RouteId = id,
                ClusterId = cluster?.Id,
                Match = PreciseMatch.AnyRequest,
                Transforms = cluster is null ? null : RouteTransforms.Of(
                    own.Rewrite ?? filters.Rewrite,
                    HeaderEntries.HostOf(own) ?? HeaderEntries.HostOf(filters),
                    HeaderEntries.NamesOf(filters).Concat(HeaderEntries.NamesOf(own)),
                    part.Match.Path),
                Timeout = cluster is null ? null : part.Timeouts.Limit,
            },
            Plugins = plugins.DrainToImmutable(),
            Match = part.Match,
        }));
    }

    private void AddFilters(RulePart part, FilterSet filters, FilterSet own, ImmutableArray<PluginEntry>.Builder plugins)
    {
        if ((own.Cors ?? filters.Cors) is { } cors)
            plugins.Add(CorsEntries.Of(cors));
        if (HeaderEntries.Of(filters, "rule") is { } ofRule)
            plugins.Add(ofRule);
        if (HeaderEntries.Of(own, "backend") is { } ofBackend)
            plugins.Add(ofBackend);
        var index = 0;
        foreach (var mirror in filters.Mirrors.AddRange(own.Mirrors))
        {
            var target = HttpBackends.Resolve(
                mirror.BackendRef, _owner.Kind, _owner.Name.Namespace, part.Group.Identity, RuleTimeouts.Copies.Settings, _lookups);
            if (target.Cluster is not { } cluster)
                continue;

            _clusters[cluster.Id] = cluster;
            plugins.Add(MirrorEntries.Of(mirror, cluster.Id, string.Create(CultureInfo.InvariantCulture, $"filter-{index++}")));
        }
    }

    private RulePlugins PluginsOf(RulePart part, RuleBackend? backend, BackendTarget? target) => RoutePlugins.Of(
        new RulePlace
        {
            Route = _owner,
            Index = part.Rule.Index,
            Name = part.Name,
            Filters = part.Rule.Filters,
            Listeners = part.Group.Policies,
            Backend = backend is null || target?.Cluster is null ? null : PlaceOf(backend),
        },
        _lookups);

    private BackendPlace PlaceOf(RuleBackend backend)
        => new(backend.Index, BackendReferences.ServiceOf(backend.Reference, _owner.Name.Namespace), backend.Reference.Port)
        {
            Filters = backend.Reference.Filters,
        };

    /// <summary>Notes the problem of a reference, and the Service otherwise.</summary>
    private void Note(Resources.GatewayApi.BackendReference reference)
    {
        var target = HttpBackends.Resolve(reference, _owner.Kind, _owner.Name.Namespace, null, BackendSettings.Default, _lookups);
        _unresolved.Add(target.Problem);
        if (target.Problem?.Reason is not ("InvalidKind" or "RefNotPermitted"))
            _services.Add(BackendReferences.ServiceOf(reference, _owner.Name.Namespace));
    }

    private PreciseMatch ConditionsOf(PreciseMatch match, RouteGroup group) => match with
    {
        Listeners = group.Listeners,
        Hosts = group.Hosts,
        Created = _order.Created,
        Owner = _order.Owner,
        Position = _position,
    };

    private string IdOf(RouteRule rule, string? name, int match, RouteGroup group)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture,
            $"{_owner.Name.Namespace}/{(IsGrpc ? "grpcroute" : "httproute")}/{_owner.Name.Name}/{(name is null ? "" : "@" + name)}");
        if (name is null)
            id += rule.Index.ToString(CultureInfo.InvariantCulture);
        id = string.Create(CultureInfo.InvariantCulture, $"{id}/{match}");
        return group.Id.Length == 0 ? id : $"{id}/({group.Id})";
    }

    /// <summary>The replacement of a prefix needs a prefix in each of the conditions.</summary>
    private static Problem? PrefixProblem(RouteRule rule, FilterSet filters, ImmutableArray<RuleBackend> backends)
        => (filters.ReplacesPrefix || backends.Any(backend => backend.Filters.ReplacesPrefix))
            && rule.Matches.Any(match => match.Path.Kind != PathConditionKind.Prefix)
                ? new Problem("UnsupportedValue", "ReplacePrefixMatch needs matches of the type PathPrefix.") : null;

    /// <summary>A rule for the same listeners and conditions.</summary>
    private sealed record RulePart(RouteRule Rule, string? Name, RouteGroup Group, RuleTimeouts Timeouts, PreciseMatch Match, string Id);
}
