using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates HTTPRoutes.</summary>
internal sealed class HttpRouteTranslator : IRouteTranslator<HttpRoute>
{
    /// <summary>A route without rules has one that matches every request.</summary>
    private static readonly ImmutableArray<HttpRouteRule> s_any = [new HttpRouteRule()];

    public TranslatedRoute Translate(HttpRoute route, ImmutableArray<RouteAttachment> attachments, Lookups lookups)
    {
        var rules = route.Spec.Rules.IsDefaultOrEmpty ? s_any : route.Spec.Rules;
        return new RuleTranslator(ResourceKind.HttpRoute, route, attachments, lookups).Translate([.. rules.Select(RuleOf)]);
    }

    private static RouteRule RuleOf(HttpRouteRule rule, int index) => new()
    {
        Index = index,
        Name = rule.Name,
        Matches = HttpMatches.Of(rule.Matches, out var problem),
        Filters = rule.Filters,
        Backends = rule.BackendRefs,
        Timeouts = rule.Timeouts,
        Retry = rule.Retry,
        Problem = problem,
    };
}
