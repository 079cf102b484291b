namespace GatewayKit.Plugins.RequestSizeLimit;

/// <summary>The input of a decoder: bytes that arrive in parts. A read waits for the next part.</summary>
internal sealed class DecoderInput : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _part;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isEnded;

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

    /// <summary>Cancels a read that waits: no other part will arrive.</summary>
    public void Abandon() => _arrived.TrySetCanceled();

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
}
