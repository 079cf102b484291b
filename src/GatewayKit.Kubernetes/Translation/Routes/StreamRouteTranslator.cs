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
        var isEnded = kind == ResourceKind.TlsRoute && attachments.Any(attachment => !attachment.Listener.IsPassthrough);
        (int Weight, StreamBackendTarget Target)[] targets =
        [
            .. (rules.IsEmpty ? [] : rules[0].BackendRefs)
                .Select(reference => (reference.Weight, backends.Resolve(reference, owner, isEnded, lookups))),
        ];
        foreach (var (_, target) in targets)
            problems.Add(target.Problem);

        return new TranslatedRoute
        {
            StreamRoutes = Routes(owner, ResourceAge.Seconds(route.Metadata), attachments, targets),
            Clusters = attachments.IsEmpty ? [] : [.. targets.Select(pair => pair.Target.Cluster).OfType<TranslatedCluster>().Distinct()],
            Services = [.. targets.Select(pair => pair.Target.Cluster?.Owner.Name).OfType<ResourceName>().Distinct()],
            Unresolved = problems.ToProblem(),
        };
    }

    /// <summary>Listeners where the route has the same hosts share a route of the configuration.</summary>
    private static ImmutableArray<KeyValuePair<string, StreamRoute>> Routes(
        ResourceOwner owner,
        long created,
        ImmutableArray<RouteAttachment> attachments,
        IEnumerable<(int Weight, StreamBackendTarget Target)> targets)
    {
        ImmutableArray<StreamBackend> backends = [.. targets.Select(pair => new StreamBackend(pair.Target.Cluster?.Id, pair.Weight))];
        return
        [
            .. attachments
                .GroupBy(attachment => string.Join(',', attachment.Hosts))
                .Select((group, index) => KeyValuePair.Create($"{owner.Name}/{owner.Kind}/{index}".ToLowerInvariant(), new StreamRoute
                {
                    Listeners = [.. group.Select(attachment => attachment.Listener.Name)],
                    Hosts = group.First().Hosts,
                    Backends = backends,
                    Created = created,
                    Owner = owner.Name.ToString(),
                })),
        ];
    }
}
