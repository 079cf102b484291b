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

    /// <summary>The certificates of hosts, whatever names are in them: the keys are server names, or wildcards such as <c>*.example.com</c>
    /// for one label, in ASCII and lower case. A handshake for another name gets one of <see cref="Certificates"/>, and is refused if there
    /// is none.</summary>
    public ImmutableDictionary<string, SslStreamCertificateContext> HostCertificates { get; init; } =
        ImmutableDictionary<string, SslStreamCertificateContext>.Empty;

    /// <summary>The hosts whose handshakes are refused, unless <see cref="HostCertificates"/> has exactly the client's server name:
    /// names in ASCII and lower case, or wildcards such as <c>*.example.com</c> for one label. Default: none.</summary>
    public ImmutableHashSet<string> RefusedHosts { get; init; } = [];

    /// <summary>The validation of clients' certificates; null if clients aren't asked for one.</summary>
    public ListenerClientCertificates? ClientCertificates { get; init; }
}
