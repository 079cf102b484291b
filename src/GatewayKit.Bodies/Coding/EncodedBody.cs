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
    private readonly CancellationTokenSource _end = new();
    private byte[] _input = [];
    private Stream? _encoder;
    private Task<int>? _pending;
    private bool _hasData;
    private bool _isUnflushed;
    private bool _isEnded;
    private bool _isDisposed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;

        while (_output.IsEmpty && !_isEnded)
        {
            var read = ReadNext();
            if (read.IsCompleted)
                Encode(await read.ConfigureAwait(false));
            else if (_isUnflushed)
                KeepAndFlush(read);
            else
                Encode(await WaitAsync(read, cancellationToken).ConfigureAwait(false));
        }

        return _output.Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = _isEnded = true;
            _encoder?.Dispose();
            _output.Dispose();

            // A read in progress still uses the buffers of this stream, and of those that the body is read from.
            if (_pending is { IsCompleted: false } pending)
            {
                _end.Cancel();
                _ = pending.ContinueWith(
                    static (read, stream) =>
                    {
                        _ = read.Exception;
                        ((EncodedBody)stream!).Release();
                    },
                    this, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            else
            {
                Release();
            }
        }

        base.Dispose(disposing);
    }

    private void Release()
    {
        if (_input.Length > 0)
            ArrayPool<byte>.Shared.Return(_input);
        _input = [];
        body.Dispose();
        _end.Dispose();
    }

    // The token of a call only ends its wait: the next call continues with the same read.
    private ValueTask<int> ReadNext()
    {
        if (_pending is { } pending)
        {
            if (pending.IsCompleted)
                _pending = null;
            return new(pending);
        }

        if (_input.Length == 0)
            _input = ArrayPool<byte>.Shared.Rent(BufferSize);
        return body.ReadAsync(_input.AsMemory(0, BufferSize), _end.Token);
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> read, CancellationToken cancellation)
    {
        var pending = Kept(read);
        try
        {
            return await pending.WaitAsync(cancellation).ConfigureAwait(false);
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
            _isUnflushed = _hasData = true;
            return;
        }

        _encoder.Dispose();
        if (!_hasData)
            _output.Write(coding.EmptyBody.Span);
        _isEnded = true;
    }
}
