using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ListenerTlsSpec
{
    /// <summary><c>Terminate</c> or <c>Passthrough</c>; null for the default, <c>Terminate</c>.</summary>
    public string? Mode { get; init; }

    public ImmutableArray<ObjectReference> CertificateRefs { get; init; } = [];

    public ImmutableDictionary<string, string> Options { get; init; } = [];
}
