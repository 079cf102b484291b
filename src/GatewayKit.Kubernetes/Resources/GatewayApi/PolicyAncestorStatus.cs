using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record PolicyAncestorStatus
{
    public ParentReference AncestorRef { get; init; } = new();

    public string ControllerName { get; init; } = "";

    public ImmutableArray<Condition> Conditions { get; init; } = [];
}
