using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewaySpec
{
    public string GatewayClassName { get; init; } = "";

    public ImmutableArray<Listener> Listeners { get; init; } = [];

    public ImmutableArray<GatewayAddress> Addresses { get; init; } = [];

    public AllowedListeners? AllowedListeners { get; init; }

    public GatewayInfrastructure? Infrastructure { get; init; }

    public GatewayTls? Tls { get; init; }
}
