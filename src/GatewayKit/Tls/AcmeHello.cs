using System.Net.Security;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Tls;

/// <summary>Marks the connection of a client that validates a tls-alpn-01 challenge (RFC 8737, section 3).</summary>
internal sealed class AcmeHello
{
    /// <summary>The application protocol of the validation.</summary>
    public static readonly SslApplicationProtocol Protocol = new("acme-tls/1");

    private static readonly AcmeHello s_mark = new();

    private AcmeHello()
    {
    }

    /// <summary>Reads the client's hello without consuming it, marks the connection, and continues.</summary>
    /// <param name="connection">The connection, before the handshake.</param>
    /// <param name="next">Performs the handshake.</param>
    /// <param name="timeout">The maximum time until the hello is complete.</param>
    public static async Task ReadAsync(ConnectionContext connection, ConnectionDelegate next, TimeSpan timeout)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        ended.CancelAfter(timeout);
        try
        {
            if (await OffersProtocolAsync(connection, ended.Token).ConfigureAwait(false))
                connection.Features.Set(s_mark);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client was too slow, or has closed the connection.
            return;
        }

        await next(connection).ConfigureAwait(false);
    }

    private static async ValueTask<bool> OffersProtocolAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            var result = ClientHello.OffersOnly(read.Buffer, Protocol.Protocol.Span);
            if (result is not null || read.IsCompleted)
            {
                input.AdvanceTo(read.Buffer.Start);
                return result == true;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
