namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>
/// The input of a decoder: bytes that arrive in parts. A read waits for the next part. The decoders of .NET don't report where the data
/// ended, and ignore data after it; here, that shows by what they have read.
/// </summary>
internal sealed class DecoderInput : ReadOnlyStream
{
    /// <summary>The bytes for one read. The last ones of a part are read one by one, so that a decoder doesn't take any after its
    /// end.</summary>
    private const int Piece = 64;

    private ReadOnlyMemory<byte> _part;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnded;

    /// <summary>Gets whether all bytes were read.</summary>
    public bool IsEmpty => _part.IsEmpty;

    /// <summary>Gets the number of reads after the last byte. The first one gets a zero, with which no compressed data
    /// begins.</summary>
    public int ReadsAfterEnd { get; private set; }

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
                return ReadAfterEnd(buffer);

            // The next part may arrive as soon as this one is reported.
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var arrived = _arrived.Task;
            _used.TrySetResult();
            await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var length = Math.Min(buffer.Length, Math.Clamp(_part.Length - Piece, 1, Piece));
        _part.Span[..length].CopyTo(buffer.Span);
        _part = _part[length..];
        return length;
    }

    private int ReadAfterEnd(Memory<byte> buffer)
    {
        if (++ReadsAfterEnd > 1)
            return 0;

        buffer.Span[0] = 0;
        return 1;
    }
}
