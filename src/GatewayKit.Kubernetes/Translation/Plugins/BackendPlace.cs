using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>A backend of a rule, which can have plugins of its own.</summary>
/// <param name="Index">The index in the rule.</param>
/// <param name="Service">The Service.</param>
/// <param name="Port">The Service's port; null if it isn't known.</param>
internal sealed record BackendPlace(int Index, ResourceName Service, int? Port)
{
    /// <summary>The filters of the backend. Only those with <c>extensionRef</c> matter.</summary>
    public ImmutableArray<RouteFilter> Filters { get; init; } = [];
}
