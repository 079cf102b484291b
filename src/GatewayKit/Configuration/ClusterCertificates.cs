using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Configuration;

/// <summary>Certificates in memory, and cipher suites, for the connections to a cluster's <c>https</c> destinations. The certificates take
/// precedence over the files of <see cref="ClusterTls"/>. Available only for configurations created in code.</summary>
public sealed record ClusterCertificates
{
    /// <summary>The certificate, with its chain, with which the gateway authenticates itself; null for that of <see
    /// cref="ClusterTls.ClientCertificate"/>.</summary>
    public SslStreamCertificateContext? Client { get; init; }

    /// <summary>The only root certificates that a destination's certificate can have. Empty for those of <see
    /// cref="ClusterTls.TrustedRoots"/>.</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The subject alternative names (RFC 5280, section 4.2.1.6) of which a destination's certificate must have one, instead of
    /// the server name. Empty: it must have the server name.</summary>
    public ImmutableArray<CertificateName> Names { get; init; } = [];

    /// <summary>The maximum number of intermediate certificates between a destination's certificate and the root; null for no
    /// limit.</summary>
    public int? MaxIntermediates { get; init; }

    /// <summary>The cipher suites that connections can use, the preferred ones first: those of each version of TLS must be in the list.
    /// Only on Linux. Empty for those of the operating system.</summary>
    public ImmutableArray<TlsCipherSuite> CipherSuites { get; init; } = [];

    /// <summary>Returns whether both have the same content.</summary>
    /// <param name="other">The other certificates.</param>
    public bool Equals(ClusterCertificates? other)
        => other is not null
            && ReferenceEquals(Client, other.Client)
            && Authorities.AsSpan().SequenceEqual(other.Authorities.AsSpan())
            && Names.AsSpan().SequenceEqual(other.Names.AsSpan())
            && MaxIntermediates == other.MaxIntermediates
            && CipherSuites.AsSpan().SequenceEqual(other.CipherSuites.AsSpan());

    /// <summary>Returns a hash code of the names.</summary>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var name in Names)
            hash.Add(name);
        return hash.ToHashCode();
    }
}
