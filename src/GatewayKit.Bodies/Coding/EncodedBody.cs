using System.Buffers;

namespace GatewayKit.Bodies;

/// <summary>
/// Encodes a body while it is read. Whenever the source pauses, the data until then is flushed, so that server-sent events and other
/// streams aren't delayed.
/// </summary>
/// <param name="body">The body, which this stream owns.</param>
/// <param name="coding">The coding; not <see cref="ContentCoding.Identity"/>.</param>
/// <param name="effort">The relation of time to size.</param>
internal sealed class EncodedBody(Stream body, ContentCoding coding, CompressionEffort effort) : ReadOnlyStream
{
    private const int BufferSize = 16 * 1024;

    private readonly EncoderOutput _output = new();
    private byte[] _input = [];
    private Stream? _encoder;
    private Task<int>? _pending;
    private bool _isUnflushed;
    private bool _isEnded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;

        while (_output.IsEmpty && !_isEnded)
        {
            var read = ReadNext(cancellationToken);
            if (read.IsCompleted)
                Encode(await read.ConfigureAwait(false));
            else if (_isUnflushed)
                KeepAndFlush(read);
            else if (await WaitAsync(read, cancellationToken).ConfigureAwait(false) is { } count)
                Encode(count);
        }

        return _output.Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // A read in progress still uses the buffer; then it isn't returned to the pool.
            if (_pending is { IsCompleted: false } pending)
                _ = pending.ContinueWith(static task => task.Exception, TaskScheduler.Default);
            else if (_input.Length > 0)
                ArrayPool<byte>.Shared.Return(_input);
            _input = [];
            body.Dispose();
            _encoder?.Dispose();
            _output.Dispose();
            _isEnded = true;
        }

        base.Dispose(disposing);
    }

    private ValueTask<int> ReadNext(CancellationToken cancellation)
    {
        if (_pending is { } pending)
        {
            if (pending.IsCompleted)
                _pending = null;
            if (!pending.IsCanceled)
                return new(pending);
        }

        if (_input.Length == 0)
            _input = ArrayPool<byte>.Shared.Rent(BufferSize);
        return body.ReadAsync(_input.AsMemory(0, BufferSize), cancellation);
    }

    /// <summary>Waits for a read. If only the wait is canceled, the next call continues with the same read.</summary>
    /// <returns>The number of bytes; <c>null</c> if an earlier call has canceled the read.</returns>
    private async ValueTask<int?> WaitAsync(ValueTask<int> read, CancellationToken cancellation)
    {
        var pending = Kept(read);
        try
        {
            return await pending.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (pending.IsCanceled && !cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (pending.IsCompleted)
                _pending = null;
        }
    }

    private Task<int> Kept(ValueTask<int> read) => _pending ??= read.AsTask();

    private void KeepAndFlush(ValueTask<int> read)
    {
        Kept(read);
        _encoder!.Flush();
        _isUnflushed = false;
    }

    private void Encode(int count)
    {
        _encoder ??= coding.OpenEncoder(_output, effort);
        if (count > 0)
        {
            _encoder.Write(_input.AsSpan(0, count));
            _isUnflushed = true;
            return;
        }

        _encoder.Dispose();
        _isEnded = true;
    }
}
