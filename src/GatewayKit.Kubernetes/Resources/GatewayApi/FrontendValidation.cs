using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record FrontendValidation
{
    public ImmutableArray<ObjectReference> CaCertificateRefs { get; init; } = [];

    /// <summary><c>AllowValidOnly</c> or <c>AllowInsecureFallback</c>.</summary>
    public string Mode { get; init; } = "AllowValidOnly";
}
