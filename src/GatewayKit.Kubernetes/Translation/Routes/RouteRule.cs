using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>A rule of an HTTPRoute or a GRPCRoute.</summary>
internal sealed record RouteRule
{
    /// <summary>The index in the route.</summary>
    public required int Index { get; init; }

    /// <summary>The name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The conditions, without listeners, hosts and order.</summary>
    public ImmutableArray<PreciseMatch> Matches { get; init; } = [];

    public ImmutableArray<RouteFilter> Filters { get; init; } = [];

    public ImmutableArray<BackendReference> Backends { get; init; } = [];

    public HttpRouteTimeouts? Timeouts { get; init; }

    public HttpRouteRetry? Retry { get; init; }

    /// <summary>Why the conditions aren't valid; null if they are.</summary>
    public Problem? Problem { get; init; }
}
