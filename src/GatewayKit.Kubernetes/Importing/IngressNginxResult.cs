namespace GatewayKit.Kubernetes.Importing;

/// <summary>The result of an import.</summary>
public sealed record IngressNginxResult
{
    /// <summary>The manifests: that of the Gateway first, then one for each namespace.</summary>
    public required IReadOnlyList<ImportedManifest> Manifests { get; init; }

    /// <summary>The parts that were not imported, each with its Ingress, and what to do.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The number of imported Ingresses.</summary>
    public required int Ingresses { get; init; }

    /// <summary>The number of resources in the manifests.</summary>
    public required int Resources { get; init; }
}
