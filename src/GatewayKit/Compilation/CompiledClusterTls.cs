using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Certificates;

namespace GatewayKit.Compilation;

/// <summary>
/// A cluster's TLS settings with the content of their files. Consecutive snapshots share it as long as neither changes; a new one
/// makes a new version of the cluster, with new connections.
/// </summary>
internal sealed class CompiledClusterTls
{
    /// <summary>Gets the settings as configured.</summary>
    public required ClusterTls Settings { get; init; }

    /// <summary>Gets the folder that relative paths refer to.</summary>
    public required string? Folder { get; init; }

    /// <summary>Gets the files with the versions that were read.</summary>
    public required InstanceFiles Files { get; init; }

    /// <summary>Gets the gateway's certificate; null for none.</summary>
    public LoadedCertificate? Certificate { get; init; }

    /// <summary>Gets the trusted roots; null for those of the operating system.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Gets the certificates in memory, which take precedence; null for none.</summary>
    public ClusterCertificates? Memory { get; init; }

    /// <summary>Returns whether settings have the same meaning, and no file has changed since it was read.</summary>
    public bool IsSame(ClusterTls settings, ClusterCertificates? memory, string? folder)
        => Folder == folder && ConfigContent.IsSame(Settings, settings) && Memory == memory && Files.AreUnchanged;
}
