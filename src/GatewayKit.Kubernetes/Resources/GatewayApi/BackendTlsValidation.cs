using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record BackendTlsValidation
{
    public ImmutableArray<ObjectReference> CaCertificateRefs { get; init; } = [];

    public string? WellKnownCACertificates { get; init; }

    public string Hostname { get; init; } = "";

    public ImmutableArray<SubjectAltName> SubjectAltNames { get; init; } = [];
}
