using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The result of a route or another resource with routes, such as an Ingress.</summary>
internal sealed record RouteResult
{
    public required ResourceOwner Owner { get; init; }

    public required TranslatedRoute Route { get; init; }

    public ResourceStatus? Status { get; init; }

    /// <summary>The Gateways that accept it.</summary>
    public ImmutableArray<ResourceName> Gateways { get; init; } = [];

    /// <summary>The names of the listeners that count it as attached.</summary>
    public ImmutableArray<string> Attached { get; init; } = [];
}
