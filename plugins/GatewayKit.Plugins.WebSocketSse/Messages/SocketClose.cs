using System.Net.WebSockets;

namespace GatewayKit.Plugins.WebSocketSse.Messages;

/// <summary>Closes WebSockets (RFC 6455, section 7).</summary>
internal static class SocketClose
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Sends a close frame, waits for that of the upstream, and ends the connection. Never fails.</summary>
    /// <param name="socket">The WebSocket.</param>
    /// <param name="receiving">The message that is being received; null if there is none.</param>
    /// <param name="status">The code of the close frame.</param>
    /// <param name="reason">Its reason, at most 123 bytes.</param>
    /// <param name="time">The clock.</param>
    public static async Task CloseAsync(
        WebSocket socket, Task? receiving, WebSocketCloseStatus status, string? reason, TimeProvider time)
    {
        try
        {
            using var patience = new CancellationTokenSource(s_patience, time);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, patience.Token).ConfigureAwait(false);
            if (receiving is not null)
                await receiving.WaitAsync(patience.Token).ConfigureAwait(false);

            var dropped = new byte[1_024];
            while (socket.State == WebSocketState.CloseSent)
                await socket.ReceiveAsync(dropped.AsMemory(), patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // The connection has ended by itself, or the upstream doesn't respond.
        }
        finally
        {
            socket.Dispose();
        }
    }

    /// <summary>Returns whether an exception means that the connection has ended.</summary>
    public static bool IsEnd(Exception error)
        => error is WebSocketException or IOException or OperationCanceledException or InvalidOperationException or HttpRequestException;
}
