using GatewayKit.Configuration;

namespace GatewayKit.Tls;

/// <summary>The key <c>tls</c> of one configuration with its certificates.</summary>
internal sealed record TlsSettings
{
    public required TlsConfig Config { get; init; }

    /// <summary>The folder that relative paths refer to.</summary>
    public required string Folder { get; init; }

    /// <summary>The options of <c>tls.acme</c>; null without the key.</summary>
    public object? Acme { get; init; }

    /// <summary>The certificates of the files.</summary>
    public required CertificateIndex Certificates { get; init; }

    /// <summary>The files of the certificates.</summary>
    public required IReadOnlySet<CertificateFiles> Files { get; init; }

    /// <summary>Gets the full paths of the files.</summary>
    public IEnumerable<string> Paths
        => Files.SelectMany(files => new[] { files.Certificate, files.Key, files.Pfx }).OfType<string>();

    /// <summary>Gets whether clients can use HTTP/1.1.</summary>
    public bool AllowsHttp1 => Config.Protocols.Contains(TlsProtocol.Http1);
}
