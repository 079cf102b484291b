using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace GatewayKit.Listening.Streams;

/// <summary>
/// Forwards the bytes of a stream in both directions until both have ended. One direction can end before the other. If one fails, or no
/// byte arrives for too long, both sides see an error, so that neither takes a part of the bytes for all of them.
/// </summary>
/// <param name="connection">The client's connection.</param>
/// <param name="client">The client.</param>
/// <param name="upstream">The connection to the destination.</param>
/// <param name="idleTimeout">The maximum time without a byte in either direction.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamRelay(
    ConnectionContext connection, IStreamClient client, StreamUpstream upstream, TimeSpan idleTimeout, TimeProvider time)
{
    private const int BufferSize = 16 * 1024;

    private readonly Lock _failing = new();
    private long _lastByte = time.GetTimestamp();
    private StreamEnd _end;

    /// <summary>Gets the number of bytes from the client.</summary>
    public long Received { get; private set; }

    /// <summary>Gets the number of bytes to the client.</summary>
    public long Sent { get; private set; }

    /// <summary>Gets the exception that ended the stream, if it isn't one of a broken connection; null otherwise.</summary>
    public Exception? UnexpectedError { get; private set; }

    /// <summary>Forwards until both directions have ended.</summary>
    public async Task<StreamEnd> RunAsync()
    {
        connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(static relay => ((StreamRelay)relay).CheckIdle(), this);
        await Task.WhenAll(ToUpstreamAsync(), ToClientAsync()).ConfigureAwait(false);
        return _end;
    }

    private async Task ToUpstreamAsync()
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await client.ReadAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Fail(StreamEnd.ClientFailed, error);
                return;
            }

            try
            {
                foreach (var bytes in read.Buffer)
                {
                    Notice();
                    await upstream.WriteAsync(bytes).ConfigureAwait(false);
                    Received += bytes.Length;
                }

                client.AdvanceTo(read.Buffer.End);
                if (!read.IsCompleted && !read.IsCanceled)
                    continue;

                await upstream.EndAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Fail(StreamEnd.UpstreamFailed, error);
            }

            return;
        }
    }

    private async Task ToClientAsync()
    {
        while (true)
        {
            var buffer = default(byte[]);
            int count;
            try
            {
                // An idle stream needs no buffer.
                await upstream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
                buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
                count = await upstream.ReadAsync(buffer).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Return(buffer);
                Fail(StreamEnd.UpstreamFailed, error);
                return;
            }

            try
            {
                Notice();
                if (count == 0)
                {
                    await client.EndAsync().ConfigureAwait(false);
                    return;
                }

                await client.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
                Sent += count;
            }
            catch (Exception error)
            {
                Fail(StreamEnd.ClientFailed, error);
                return;
            }
            finally
            {
                Return(buffer);
            }
        }
    }

    private static void Return(byte[]? buffer)
    {
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Notice() => Volatile.Write(ref _lastByte, time.GetTimestamp());

    private void CheckIdle()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _lastByte)) > idleTimeout)
            Fail(StreamEnd.Idle);
    }

    /// <summary>Ends both directions with an error. The first cause counts: the other direction fails as a consequence.</summary>
    private void Fail(StreamEnd end, Exception? cause = null)
    {
        lock (_failing)
        {
            if (_end != StreamEnd.Completed)
                return;

            _end = end;
            if (cause is not (null or IOException or SocketException or ObjectDisposedException or OperationCanceledException
                or AuthenticationException))
                UnexpectedError = cause;
            try
            {
                client.Reset();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The client's side is already closed.
            }
        }

        upstream.Reset();
        connection.Abort(new ConnectionAbortedException("The stream ended."));
    }
}
