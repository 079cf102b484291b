using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace GatewayKit.Pipeline;

/// <summary>The body of a response that hooks wrap or buffer: its source, and the streams that hooks added.</summary>
internal sealed class ResponseBody : IDisposable
{
    private readonly PeerStatus? _upstream;
    private Stream? _stream;
    private ReadOnlyMemory<byte> _held;
    private bool _isWrapped;
    private bool _isHeldInstead;

    /// <summary>The upstream's body.</summary>
    public ResponseBody(HttpContent upstream)
    {
        _upstream = new PeerStatus();
        _stream = new BodySource(upstream, _upstream);
    }

    /// <summary>The body that a plugin's response streams.</summary>
    public ResponseBody(Stream streamed) => _stream = streamed;

    /// <summary>The body that a response has in memory.</summary>
    public ResponseBody(ReadOnlyMemory<byte> held) => _held = held;

    /// <summary>Gets whether the body differs from the received one, so that it can't be forwarded unchanged.</summary>
    public bool IsChanged => _isWrapped || _isHeldInstead;

    /// <summary>Gets whether the content differs from the received one: a hook has replaced it, or wrapped a stream with another
    /// length.</summary>
    public bool HasOtherContent { get; private set; }

    /// <summary>The reason why the body can no longer be sent: buffering it failed. Null if it can be sent.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Gets whether the upstream failed while its body was read.</summary>
    public bool IsCut => _upstream?.Failure is not null;

    /// <summary>Gets whether a read is waiting for the upstream.</summary>
    public bool IsWaiting => _upstream?.IsWaiting == true;

    /// <summary>Adds a stream.</summary>
    /// <param name="wrap">The plugin's function.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="index">The position of the plugin's entry.</param>
    /// <param name="length">The length that the stream must have; null for any.</param>
    /// <param name="keepsContent">Whether the stream only observes the content.</param>
    /// <returns>Whether there is a new stream: the function can also return the one that it received.</returns>
    /// <exception cref="HookMisuseException">The stream can't be read.</exception>
    public bool Wrap(Func<Stream, Stream> wrap, Exchange exchange, int index, long? length, bool keepsContent)
    {
        var body = Open();
        var wrapped = WrappedBody.Wrap(body, wrap, nameof(GatewayContext.WrapResponseBody));
        if (wrapped == body)
            return false;

        _stream = new WrappedBody(wrapped, _upstream, exchange, index, HookName.Response, length);
        _isWrapped = true;
        HasOtherContent |= !keepsContent;
        return true;
    }

    /// <summary>Replaces the body. The previous one isn't read any further.</summary>
    public void Set(ReadOnlyMemory<byte> body)
    {
        _stream?.Dispose();
        Hold(body);
        HasOtherContent = true;
        Failure = null;
    }

    public async ValueTask<ReadOnlyMemory<byte>> BufferAsync(ByteSize limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Bytes, 1, nameof(limit));
        ThrowIfFailed();
        if (_stream is { } stream)
        {
            try
            {
                ReadOnlyMemory<byte> held;
                await using (stream.ConfigureAwait(false))
                    held = await BoundedReader.ReadAsync(stream, limit.Bytes, cancellation).ConfigureAwait(false) ?? throw TooLarge();
                cancellation.ThrowIfCancellationRequested();
                Hold(held);
            }
            catch (Exception error) when (IsCut)
            {
                var failure = new UpstreamFailureException(UpstreamFailure.Failed, error);
                Failure = failure;
                throw failure;
            }
            catch (Exception error)
            {
                Failure = error;
                throw;
            }
        }

        return _held.Length <= limit.Bytes ? _held : throw TooLarge();
    }

    /// <summary>Returns the stream to send to the client, with every wrapper in the order in which they were added.</summary>
    public Stream Open()
    {
        ThrowIfFailed();
        return _stream ?? Read(_held);
    }

    public void Dispose() => _stream?.Dispose();

    /// <summary>Disposes the streams of hooks at the end of the exchange: without a client, perhaps none of them was read.</summary>
    public void End() => (_stream as WrappedBody)?.End();

    private static UpstreamFailureException TooLarge() => new(UpstreamFailure.BodyTooLarge);

    public void ThrowIfFailed()
    {
        if (Failure is not null)
            ExceptionDispatchInfo.Throw(Failure);
    }

    private void Hold(ReadOnlyMemory<byte> body)
    {
        _held = body;
        _stream = null;
        _isWrapped = false;
        _isHeldInstead = true;
    }

    private static MemoryStream Read(ReadOnlyMemory<byte> memory)
        => MemoryMarshal.TryGetArray(memory, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(memory.ToArray(), writable: false);
}
