using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>The specification of a TLSRoute or a TCPRoute, which has no host names.</summary>
internal sealed record StreamRouteSpec
{
    public ImmutableArray<ParentReference> ParentRefs { get; init; } = [];

    public ImmutableArray<string> Hostnames { get; init; } = [];

    public ImmutableArray<StreamRouteRule> Rules { get; init; } = [];
}
