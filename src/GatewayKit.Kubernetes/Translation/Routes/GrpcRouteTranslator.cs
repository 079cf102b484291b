using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates GRPCRoutes. Their backends speak HTTP/2.</summary>
internal sealed class GrpcRouteTranslator : IRouteTranslator<GrpcRoute>
{
    public TranslatedRoute Translate(GrpcRoute route, ImmutableArray<RouteAttachment> attachments, Lookups lookups)
        => new RuleTranslator(ResourceKind.GrpcRoute, route, attachments, lookups).Translate([.. route.Spec.Rules.Select(RuleOf)]);

    private static RouteRule RuleOf(GrpcRouteRule rule, int index) => new()
    {
        Index = index,
        Name = rule.Name,
        Matches = GrpcMatches.Of(rule.Matches, out var problem),
        Filters = rule.Filters,
        Backends = rule.BackendRefs,
        Problem = problem,
    };
}
