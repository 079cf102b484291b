namespace GatewayKit.Configuration;

/// <summary>The kind of a subject alternative name.</summary>
public enum CertificateNameKind
{
    /// <summary>A host. Case doesn't matter. A certificate for <c>*.example.com</c> has the name of each host with one more label; the
    /// name <c>*.example.com</c> is that of each certificate for a host with one or more labels before the domain.</summary>
    Host,

    /// <summary>A URI, which must be equal.</summary>
    Uri,
}
