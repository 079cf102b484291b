using System.Net;
using System.Net.Http;
using System.Net.Security;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Opens TLS connections with a configured server name. The HTTP client itself always uses the host of the request, so that the handshake
/// is made here: the client uses an <see cref="SslStream"/> as it is.
/// </summary>
/// <param name="name">The name for SNI and the verification of the certificate.</param>
/// <param name="options">The options of the HTTP client.</param>
/// <param name="connect">Opens the socket.</param>
internal sealed class NamedTlsConnect(
    string name, SslClientAuthenticationOptions options, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var stream = await connect(context, cancellation).ConfigureAwait(false);
        if (!IsSecure(context.InitialRequestMessage))
            return stream;

        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(OptionsFor(context.InitialRequestMessage), cancellation).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static bool IsSecure(HttpRequestMessage request)
        => request.RequestUri?.Scheme is { } scheme && (scheme == Uri.UriSchemeHttps || scheme == Uri.UriSchemeWss);

    private SslClientAuthenticationOptions OptionsFor(HttpRequestMessage request) => new()
    {
        TargetHost = name,
        ApplicationProtocols = Protocols(request),
        CertificateChainPolicy = options.CertificateChainPolicy,
        CipherSuitesPolicy = options.CipherSuitesPolicy,
        ClientCertificateContext = options.ClientCertificateContext,
        EnabledSslProtocols = options.EnabledSslProtocols,
        RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
    };

    /// <summary>The protocols that the HTTP client would offer for the request: it fails if the server selects another one.</summary>
    private static List<SslApplicationProtocol> Protocols(HttpRequestMessage request)
        => request.Version.Major >= 2 && request.VersionPolicy != HttpVersionPolicy.RequestVersionOrLower ? [SslApplicationProtocol.Http2]
            : request.Version.Major >= 2 || request.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher
                ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
                : [SslApplicationProtocol.Http11];
}
