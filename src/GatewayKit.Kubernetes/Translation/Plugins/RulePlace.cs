using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The place of a rule with one of its backends, which decides which plugins apply.</summary>
internal sealed record RulePlace
{
    /// <summary>The HTTPRoute, GRPCRoute or Ingress.</summary>
    public required ResourceOwner Route { get; init; }

    /// <summary>The index of the rule.</summary>
    public required int Index { get; init; }

    /// <summary>The name of the rule, if it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The filters of the rule. Only those with <c>extensionRef</c> matter.</summary>
    public ImmutableArray<RouteFilter> Filters { get; init; } = [];

    /// <summary>The listeners of the rule; null for an Ingress.</summary>
    public ListenerGroup? Listeners { get; init; }

    /// <summary>The IngressClass of an Ingress; null otherwise.</summary>
    public string? IngressClass { get; init; }

    /// <summary>The backend; null for a rule that has none, or whose backend is invalid.</summary>
    public BackendPlace? Backend { get; init; }
}
