using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tls;

/// <summary>Chooses the certificate and the options of each handshake from the active settings.</summary>
internal sealed partial class TlsHandshake(TlsState state, ILogger<TlsHandshake> logger)
{
    private static readonly List<SslApplicationProtocol> s_http3 = [SslApplicationProtocol.Http3];
    private static readonly List<SslApplicationProtocol> s_acme = [AcmeHello.Protocol];

    /// <exception cref="AuthenticationException">The handshake is refused.</exception>
    public ValueTask<SslServerAuthenticationOptions> ChooseAsync(TlsHandshakeCallbackContext context)
    {
        // A connection of HTTP/3 has no stream of TLS.
        var isQuic = context.SslStream is null;
        if (!isQuic)
            HelloGuard.Pass(context.Connection);

        var settings = state.Current ?? throw new AuthenticationException("The configuration has no certificates.");
        var name = context.ClientHelloInfo.ServerName;
        if (!isQuic && context.Connection.Features.Get<AcmeHello>() is not null)
            return new(Options(settings, Challenge(name), s_acme));

        var local = isQuic ? null : (context.Connection.LocalEndPoint as IPEndPoint)?.Address;
        var options = Options(settings, Choose(settings, name, local), isQuic ? s_http3 : ProtocolsOf(settings));
        if (settings.Config.ClientCertificates != TlsClientCertificates.None)
            Ask(options, settings.Config.ClientCertificates == TlsClientCertificates.Require);
        return new(options);
    }

    private SslStreamCertificateContext Challenge(string name)
        => (name.Length > 0 && HostNames.ToAscii(name) is { } ascii ? state.Challenges?.FindTlsAlpn(ascii) : null)
            ?? throw new AuthenticationException("No ACME challenge is open for the name.");

    private SslStreamCertificateContext Choose(TlsSettings settings, string name, IPAddress? local)
    {
        try
        {
            return state.Choose(settings, name, local) ?? throw new AuthenticationException("No certificate has the name.");
        }
        catch (Exception error) when (error is not AuthenticationException)
        {
            LogFailed(error);
            throw new AuthenticationException("The certificate can't be chosen.", error);
        }
    }

    private static SslServerAuthenticationOptions Options(
        TlsSettings settings, SslStreamCertificateContext certificate, List<SslApplicationProtocol> protocols) => new()
        {
            ServerCertificateContext = certificate,
            ApplicationProtocols = protocols,
            AllowRenegotiation = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            EnabledSslProtocols = settings.Config.MinimumVersion == TlsVersion.Tls13
                ? SslProtocols.Tls13
                : SslProtocols.Tls12 | SslProtocols.Tls13,
        };

    private static List<SslApplicationProtocol> ProtocolsOf(TlsSettings settings)
    {
        var protocols = new List<SslApplicationProtocol>(2);
        if (settings.Config.Protocols.Contains(TlsProtocol.Http2))
            protocols.Add(SslApplicationProtocol.Http2);
        if (settings.AllowsHttp1)
            protocols.Add(SslApplicationProtocol.Http11);
        return protocols;
    }

    /// <summary>Asks the client for a certificate, which the plugin of a route checks.</summary>
    private static void Ask(SslServerAuthenticationOptions options, bool isRequired)
    {
        options.ClientCertificateRequired = true;

        // In a resumed session, the client wouldn't be asked again.
        options.AllowTlsResume = false;

        // A client's certificate must not make the gateway fetch from an address in it.
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null || !isRequired;
    }

    [LoggerMessage(90, LogLevel.Error, "The certificate for a TLS handshake could not be chosen; the handshake is refused.")]
    private partial void LogFailed(Exception error);
}
