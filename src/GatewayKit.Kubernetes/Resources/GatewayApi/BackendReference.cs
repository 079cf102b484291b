using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record BackendReference
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "Service";

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }

    public int? Port { get; init; }

    public int Weight { get; init; } = 1;

    /// <summary>The filters of this backend alone; none in references of TLSRoute, TCPRoute and mirrors.</summary>
    public ImmutableArray<RouteFilter> Filters { get; init; } = [];
}
