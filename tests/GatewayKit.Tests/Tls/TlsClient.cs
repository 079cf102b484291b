using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GatewayKit.Tests.Tls;

/// <summary>A client of TLS over a real socket, which accepts every certificate.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private readonly TcpClient _socket;

    private TlsClient(TcpClient socket, SslStream stream) => (_socket, Stream) = (socket, stream);

    public SslStream Stream { get; }

    /// <summary>The common name of the server's certificate.</summary>
    public string Subject => ((X509Certificate2)Stream.RemoteCertificate!).GetNameInfo(X509NameType.SimpleName, false);

    /// <param name="port">The port.</param>
    /// <param name="name">The name that the client sends; null for none.</param>
    /// <param name="configure">Changes the options.</param>
    public static async Task<TlsClient> ConnectAsync(int port, string? name, Action<SslClientAuthenticationOptions>? configure = null)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(TlsApp.Patience);
        var stream = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = name ?? "",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        configure?.Invoke(options);
        var client = new TlsClient(socket, stream);
        try
        {
            await stream.AuthenticateAsClientAsync(options).WaitAsync(TlsApp.Patience);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request of HTTP/1.1 and returns what the server answers, until the body or the end.</summary>
    public async Task<string> GetAsync(string path = "/")
    {
        await Stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: h\r\n\r\n")).AsTask().WaitAsync(TlsApp.Patience);
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!received.ToString().Contains("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await Stream.ReadAsync(buffer).AsTask().WaitAsync(TlsApp.Patience);
            if (count == 0)
                break;
            received.Append(Encoding.ASCII.GetString(buffer, 0, count));
            if (received.ToString().Contains("Content-Length", StringComparison.Ordinal))
                break;
        }

        return received.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        _socket.Dispose();
    }
}
