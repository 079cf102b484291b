namespace GatewayKit.Kubernetes.Manifests;

/// <summary>How much of manifests is read.</summary>
internal static class ManifestLimits
{
    /// <summary>The size of a file, in bytes.</summary>
    public const int FileSize = 64 * 1024 * 1024;

    /// <summary>The number of files.</summary>
    public const int Files = 2_000;

    /// <summary>The number of resources in all files.</summary>
    public const int Resources = 20_000;

    /// <summary>The number of values in a file, including those that aliases repeat.</summary>
    public const int Values = 2_000_000;

    /// <summary>The nesting of values.</summary>
    public const int Depth = 64;

    /// <summary>The number of errors; reading ends after them.</summary>
    public const int Errors = 100;
}
