using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Tables;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GatewayKit.Listening.Server;

/// <summary>Chooses the listener of each handshake by the client's server name, and the options of the handshake.</summary>
internal static class ListenerHandshake
{
    private static readonly List<SslApplicationProtocol> s_http = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    /// <exception cref="AuthenticationException">The handshake is refused.</exception>
    public static ValueTask<SslServerAuthenticationOptions> ChooseAsync(TlsHandshakeCallbackContext context)
    {
        HelloGuard.Pass(context.Connection);
        var connection = context.Connection.Features.Get<AcceptedConnection>()!;
        var name = NameOf(context.ClientHelloInfo.ServerName);
        if (connection.Listeners.ByHost.Find(name) is not { Certificates: { } certificates } listener)
            throw new AuthenticationException("No listener has the name.");
        if (certificates.Find(name) is not { } certificate)
            throw new AuthenticationException("No certificate is for the name.");

        connection.ServerName = name;
        connection.Selected = listener;
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            ApplicationProtocols = listener.IsForHttp ? s_http : null,
            AllowRenegotiation = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            EnabledSslProtocols = connection.Listeners.Snapshot.Config.Tls?.MinimumVersion == TlsVersion.Tls13
                ? SslProtocols.Tls13
                : SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (listener.Listener.Tls?.ClientCertificates is { } clients)
            Ask(options, clients);
        return new(options);
    }

    // RFC 6066, section 3, forbids the final dot, but some clients send it.
    private static string? NameOf(string sent)
        => sent.Length == 0 ? null : HostNames.ToAscii(sent.EndsWith('.') ? sent[..^1] : sent) ?? sent;

    /// <summary>Asks the client for a certificate that one of the authorities has issued.</summary>
    private static void Ask(SslServerAuthenticationOptions options, ListenerClientCertificates clients)
    {
        options.ClientCertificateRequired = true;

        // In a resumed session, the client wouldn't be asked again.
        options.AllowTlsResume = false;

        // A client's certificate must not make the gateway fetch from an address in it.
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        foreach (var authority in clients.Authorities.IsDefault ? [] : clients.Authorities)
            policy.CustomTrustStore.Add(authority);
        options.CertificateChainPolicy = policy;
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors)
            => clients.IsOptional || (certificate is not null && errors == SslPolicyErrors.None);
    }
}
