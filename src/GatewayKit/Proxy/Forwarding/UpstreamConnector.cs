using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Opens connections to upstreams. Its exceptions are those of the HTTP client.</summary>
internal sealed class UpstreamConnector(UpstreamSockets sockets)
{
    /// <exception cref="HttpRequestException">The connection couldn't be opened.</exception>
    /// <exception cref="NoConnectionException">The maximum number of connections is open.</exception>
    /// <exception cref="OperationCanceledException">The upstream didn't accept the connection in time.</exception>
    public async Task<(Stream Stream, bool IsHttp2)> ConnectAsync(UpstreamOrigin origin, PoolSettings settings)
    {
        using var timeout = new CancellationTokenSource(settings.ConnectTimeout);
        Stream? stream = null;
        try
        {
            var plain = await sockets.ConnectAsync(origin.EndPoint, timeout.Token).ConfigureAwait(false);
            stream = plain;
            if (!origin.IsSecure)
            {
                SocketLoop.ReceiveFrom(plain.Socket);
                return (plain, false);
            }

            var tls = new SslStream(stream);
            stream = tls;
            await tls.AuthenticateAsClientAsync(OptionsFor(origin, settings), timeout.Token).ConfigureAwait(false);
            SocketLoop.ReceiveFrom(plain.Socket);
            return (tls, tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2);
        }
        catch (Exception error)
        {
            if (stream is not null)
                await stream.DisposeAsync().ConfigureAwait(false);
            throw Describe(error, origin, settings, timeout.IsCancellationRequested) ?? error;
        }
    }

    private static Exception? Describe(Exception error, UpstreamOrigin origin, PoolSettings settings, bool isTimeout) => error switch
    {
        OperationCanceledException when isTimeout => new OperationCanceledException(
            string.Create(CultureInfo.InvariantCulture, $"No connection to {origin.EndPoint.Host}:{origin.EndPoint.Port} after "
                + $"{settings.ConnectTimeout.TotalSeconds} seconds (ConnectTimeout)."), error),
        SocketException socket => new HttpRequestException(
            socket.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                ? HttpRequestError.NameResolutionError : HttpRequestError.ConnectionError,
            string.Create(CultureInfo.InvariantCulture, $"{socket.Message} ({origin.EndPoint.Host}:{origin.EndPoint.Port})"),
            socket),
        IOException or AuthenticationException => new HttpRequestException(
            HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.", error),
        _ => null,
    };

    private static SslClientAuthenticationOptions OptionsFor(UpstreamOrigin origin, PoolSettings settings) => new()
    {
        TargetHost = settings.Tls.TargetHost ?? origin.EndPoint.Host,
        ApplicationProtocols = settings.Tls.ApplicationProtocols,
        CertificateChainPolicy = settings.Tls.CertificateChainPolicy,
        CipherSuitesPolicy = settings.Tls.CipherSuitesPolicy,
        CertificateRevocationCheckMode = settings.Tls.CertificateRevocationCheckMode,
        ClientCertificateContext = settings.Tls.ClientCertificateContext,
        EnabledSslProtocols = settings.Tls.EnabledSslProtocols,
        RemoteCertificateValidationCallback = settings.Tls.RemoteCertificateValidationCallback,
    };
}
