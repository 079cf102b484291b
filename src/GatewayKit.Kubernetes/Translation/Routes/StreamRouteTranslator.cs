using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates TLSRoutes and TCPRoutes.</summary>
/// <param name="kind">The kind.</param>
/// <param name="spec">Returns the specification of a route.</param>
/// <param name="backends">Resolves references to backends.</param>
internal sealed class StreamRouteTranslator<TRoute>(ResourceKind kind, Func<TRoute, StreamRouteSpec> spec, IStreamBackends backends)
    : IRouteTranslator<TRoute>
    where TRoute : IKubernetesObject<V1ObjectMeta>
{
    public TranslatedRoute Translate(TRoute route, ImmutableArray<RouteAttachment> attachments, Lookups lookups)
    {
        var owner = new ResourceOwner(kind, ResourceName.Of(route));
        var rules = spec(route).Rules;
        if (rules.Length > 1)
            return new TranslatedRoute { Rejection = new Problem("UnsupportedValue", "The route has several rules; it can have one.") };

        if (attachments.SelectMany(attachment => attachment.Hosts).FirstOrDefault(host => !HostPatterns.IsValid(host)) is { } invalid)
            return new TranslatedRoute { Rejection = new Problem("UnsupportedValue", $"'{invalid}' isn't a valid host name.") };

        var problems = new ProblemList();
        var targets = attachments.Select(SourceOf).DefaultIfEmpty(StreamSource.Unchanged).Distinct().ToDictionary(
            source => source,
            source => TargetsOf(rules.IsEmpty ? [] : rules[0].BackendRefs, owner, source, lookups));
        foreach (var (_, target) in targets.Values.SelectMany(group => group))
            problems.Add(target.Problem);

        var clusters = targets.Values.SelectMany(group => group).Select(pair => pair.Target.Cluster).OfType<TranslatedCluster>();
        return new TranslatedRoute
        {
            StreamRoutes = Routes(owner, ResourceAge.Seconds(route.Metadata), attachments, targets),
            Clusters = attachments.IsEmpty ? [] : [.. clusters.Distinct()],
            Services = [.. clusters.Select(cluster => cluster.Owner.Name).Distinct()],
            Unresolved = problems.ToProblem(),
        };
    }

    private StreamSource SourceOf(RouteAttachment attachment)
        => kind == ResourceKind.TlsRoute && !attachment.Listener.IsPassthrough
            ? new StreamSource(IsTlsEnded: true, attachment.Listener.Identity) : StreamSource.Unchanged;

    private ImmutableArray<(int Weight, StreamBackendTarget Target)> TargetsOf(
        ImmutableArray<BackendReference> references, ResourceOwner owner, StreamSource source, Lookups lookups)
        => [.. references.Select(reference => (reference.Weight, backends.Resolve(reference, owner, source, lookups)))];

    /// <summary>Listeners where the route has the same hosts and the same backends share a route of the configuration.</summary>
    private ImmutableArray<KeyValuePair<string, StreamRoute>> Routes(
        ResourceOwner owner,
        long created,
        ImmutableArray<RouteAttachment> attachments,
        Dictionary<StreamSource, ImmutableArray<(int Weight, StreamBackendTarget Target)>> targets)
        =>
        [
            .. attachments
                .GroupBy(attachment => (Source: SourceOf(attachment), Hosts: string.Join(',', attachment.Hosts)))
                .Select((group, index) => KeyValuePair.Create($"{owner.Name}/{owner.Kind}/{index}".ToLowerInvariant(), new StreamRoute
                {
                    Listeners = [.. group.Select(attachment => attachment.Listener.Name)],
                    Hosts = group.First().Hosts,
                    Backends = [.. targets[group.Key.Source].Select(pair => new StreamBackend(pair.Target.Cluster?.Id, pair.Weight))],
                    Created = created,
                    Owner = owner.Name.ToString(),
                })),
        ];
}
