using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Attaches and translates the routes of a kind, each of them again only if something that it depends on has changed.</summary>
internal sealed class RouteSet<TRoute> : IRouteSet
    where TRoute : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly MapSource<TRoute> _source;
    private readonly Func<TRoute, RouteHeader> _header;
    private readonly IRouteTranslator<TRoute> _translator;
    private readonly MemoPart<ResourceName, (TRoute? Route, ImmutableArray<ParentAttachment> Parents)> _attached;
    private readonly MemoPart<ResourceName, RouteResult?> _results;

    /// <summary>Initializes the routes of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="source">The routes.</param>
    /// <param name="header">Returns the header of a route.</param>
    /// <param name="translator">Translates a route.</param>
    public RouteSet(ResourceKind kind, MapSource<TRoute> source, Func<TRoute, RouteHeader> header, IRouteTranslator<TRoute> translator)
    {
        Kind = kind;
        _source = source;
        _header = header;
        _translator = translator;
        _attached = new(
            (name, lookups) => lookups.Read(source, name) is { } route
                ? (route, new ParentAttachments(kind, name.Namespace, lookups).Of(header(route)))
                : (null, []),
            (_, _) => false);
        _results = new(Translate, (_, _) => false);
    }

    public ResourceKind Kind { get; }

    /// <summary>The rejections because of routes of another kind; null if none of them conflict.</summary>
    public RouteConflicts? Conflicts { get; set; }

    public IEnumerable<(ResourceName Name, long Created, ImmutableArray<ParentAttachment> Parents)> Attached(Lookups lookups)
        => lookups.ReadAll(_source)
            .Select(pair => (pair.Key, ResourceAge.Seconds(pair.Value.Metadata), lookups.Get(_attached, pair.Key).Parents));

    public void AddTo(List<RouteResult> results, List<ResourceStatus> former, Lookups lookups)
    {
        foreach (var (name, route) in lookups.ReadAll(_source))
        {
            if (lookups.Get(_results, name) is { } result)
                results.Add(result);
            else if (HasStatus(_header(route).Status, lookups.Options.ControllerName))
                former.Add(new ResourceStatus(new ResourceOwner(Kind, name), new RouteStatus()));
        }
    }

    private static bool HasStatus(RouteStatus? status, string controller)
    {
        foreach (var parent in status?.Parents ?? [])
        {
            if (parent.ControllerName == controller)
                return true;
        }

        return false;
    }

    private RouteResult? Translate(ResourceName name, Lookups lookups)
    {
        var (route, parents) = lookups.Get(_attached, name);
        if (route is null || parents.IsEmpty)
            return null;

        var owner = new ResourceOwner(Kind, name);
        if (Conflicts is not null)
            parents = Conflicts.Apply(owner, parents, lookups);
        return RouteResults.Of(
            owner, route.Metadata.Generation, lookups.Options.ControllerName, parents,
            Translate(owner, route, Serving(parents), lookups));
    }

    private static ImmutableArray<RouteAttachment> Serving(ImmutableArray<ParentAttachment> parents)
        => [.. parents.SelectMany(parent => parent.Listeners).Where(attachment => attachment.Listener.IsServing)
            .DistinctBy(attachment => attachment.Listener.Name)];

    private TranslatedRoute Translate(
        ResourceOwner owner, TRoute route, ImmutableArray<RouteAttachment> attachments, Lookups lookups)
        => Isolation.Run(
            owner,
            lookups,
            () => _translator.Translate(route, attachments, lookups),
            message => new TranslatedRoute { Rejection = new Problem("UnsupportedValue", message) });
}
