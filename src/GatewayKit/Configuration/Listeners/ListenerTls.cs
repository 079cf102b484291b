using System.Collections.Immutable;
using System.Net.Security;

namespace GatewayKit.Configuration.Listeners;

/// <summary>TLS of a listener.</summary>
public sealed record ListenerTls
{
    /// <summary>Whether connections are passed on without ending TLS. Default: TLS ends in the gateway.</summary>
    public bool IsPassthrough { get; init; }

    /// <summary>The certificates of which a handshake gets the one with the client's server name, otherwise the first.</summary>
    public ImmutableArray<SslStreamCertificateContext> Certificates { get; init; } = [];

    /// <summary>The validation of clients' certificates; null if clients aren't asked for one.</summary>
    public ListenerClientCertificates? ClientCertificates { get; init; }
}
