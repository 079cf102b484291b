using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>An Ingress that isn't a canary, as the gateway reads it.</summary>
internal sealed class ImportedIngress
{
    public required V1Ingress Ingress { get; init; }

    public required IngressSettings Settings { get; init; }

    /// <summary>Its paths and redirects in their order.</summary>
    public required ImmutableArray<ImportedPath> Paths { get; init; }

    public ResourceName Name => ResourceName.Of(Ingress);
}
