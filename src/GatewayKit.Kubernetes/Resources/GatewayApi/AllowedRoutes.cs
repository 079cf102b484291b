using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record AllowedRoutes
{
    public NamespaceRule? Namespaces { get; init; }

    public ImmutableArray<RouteGroupKind> Kinds { get; init; } = [];
}
