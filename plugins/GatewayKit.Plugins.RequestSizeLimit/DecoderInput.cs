namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>The input of a decoder: bytes that arrive in parts. A read waits for the next part.</summary>
internal sealed class DecoderInput : Stream
{
    private ReadOnlyMemory<byte> _part;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnded;

    /// <summary>Gets whether all bytes were read.</summary>
    public bool IsEmpty => _part.IsEmpty;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Adds the next part, after the previous one was used.</summary>
    /// <param name="part">The bytes; empty at the end.</param>
    /// <returns>Completes when the decoder has decoded the part and asks for the next one.</returns>
    public Task Use(ReadOnlyMemory<byte> part)
    {
        _part = part;
        _isEnded = part.IsEmpty;
        _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _arrived.TrySetResult();
        return _used.Task;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_part.IsEmpty)
        {
            if (_isEnded)
                return 0;

            // The next part may arrive as soon as this one is reported.
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var arrived = _arrived.Task;
            _used.TrySetResult();
            await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var length = Math.Min(buffer.Length, _part.Length);
        _part.Span[..length].CopyTo(buffer.Span);
        _part = _part[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
