using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Configuration.Listeners;

/// <summary>The validation of clients' certificates of a listener.</summary>
public sealed record ListenerClientCertificates
{
    /// <summary>The certificates of the authorities that clients' certificates must be issued by.</summary>
    public required ImmutableArray<X509Certificate2> Authorities { get; init; }

    /// <summary>Whether clients without a certificate, or with an invalid one, are served, too. Default: their handshake is
    /// refused.</summary>
    public bool IsOptional { get; init; }
}
