using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>TLS for the https addresses of the gateway. Every change takes effect for new connections, without a restart.</summary>
public sealed record TlsConfig
{
    /// <summary>The certificates, up to 1,000 entries. A handshake gets one by the host name that the client sends (SNI).</summary>
    [MaxLength(1000)]
    public ImmutableArray<TlsCertificateFiles> Certificates { get; init; } = [];

    /// <summary>
    /// A host name or an address of a certificate, which clients get that send no name or a name without a certificate. Default: their
    /// handshake is refused.
    /// </summary>
    [StringLength(255, MinimumLength = 1)]
    public string? Default { get; init; }

    /// <summary>The lowest version of TLS that a client may use. Default: TLS 1.2.</summary>
    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;

    /// <summary>The versions of HTTP that a client may choose from. Default: HTTP/1.1 and HTTP/2.</summary>
    [MinLength(1)]
    public ImmutableArray<TlsProtocol> Protocols { get; init; } = [TlsProtocol.Http1, TlsProtocol.Http2];

    /// <summary>
    /// Whether a client is asked for a certificate. The gateway doesn't check who issued it. A plugin such as <c>mtls-auth</c> does, for
    /// routes. Default: it isn't asked.
    /// </summary>
    public TlsClientCertificates ClientCertificates { get; init; }

    /// <summary>The redirect of requests without TLS to https. Default: they are served.</summary>
    public TlsRedirect? Redirect { get; init; }

    /// <summary>The maximum time of a handshake, 1 s to 1 min. Default: 10 s. Read when the host starts.</summary>
    [DurationRange("1s", "1m")]
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The options of automatic certificates (ACME), which the host's package for ACME defines. Default: none.</summary>
    public ConfigNode? Acme { get; init; }

    /// <summary>The location, used in messages.</summary>
    internal ConfigLocation Location { get; init; }
}
