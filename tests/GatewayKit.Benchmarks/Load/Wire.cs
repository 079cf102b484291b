using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace GatewayKit.Benchmarks.Load;

/// <summary>Opens connections to a server on loopback.</summary>
internal static class Wire
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Connects, with TLS if the load asks for it.</summary>
    /// <exception cref="IOException">The server doesn't speak the version of HTTP.</exception>
    public static async Task<Stream> OpenAsync(LoadSpec spec)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, spec.Port).WaitAsync(s_patience).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return spec.CertificateHash is { } hash
                ? await SecureAsync(stream, spec, hash).WaitAsync(s_patience).ConfigureAwait(false)
                : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(Stream stream, LoadSpec spec, string hash)
    {
        var protocol = spec.Http == 2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11;
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = spec.Host,
            ApplicationProtocols = [protocol],

            // The certificate of this run signs itself.
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString(HashAlgorithmName.SHA256) == hash,
        }).ConfigureAwait(false);
        return secure.NegotiatedApplicationProtocol == protocol
            ? secure
            : throw new IOException($"The server doesn't speak {protocol}.");
    }
}
