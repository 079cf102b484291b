using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record FrontendTls
{
    public FrontendTlsConfig? Default { get; init; }

    public ImmutableArray<FrontendTlsPort> PerPort { get; init; } = [];
}
