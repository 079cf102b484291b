namespace GatewayKit.Benchmarks.Load;

/// <summary>
/// The frames that a connection has to send. Frames that come while others are being written, or while received frames are being
/// processed, are sent together.
/// </summary>
internal sealed class Http2Output(Stream stream, Action<Exception> fail)
{
    private readonly Lock _gate = new();
    private byte[] _pending = new byte[4096];
    private byte[] _writing = new byte[4096];
    private int _length;
    private bool _isWriting;
    private bool _isHeld;

    /// <summary>Adds a frame and sends it, unless <see cref="Hold"/> or another write delays it.</summary>
    public void Add(Http2Frame frame, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            var length = _length + Http2Frame.HeadLength + content.Length;
            if (length > _pending.Length)
                Array.Resize(ref _pending, length * 2);
            frame.Write(_pending.AsSpan(_length));
            content.CopyTo(_pending.AsSpan(_length + Http2Frame.HeadLength));
            _length = length;
            if (_isHeld || _isWriting)
                return;

            _isWriting = true;
        }

        _ = WriteAsync();
    }

    /// <summary>Delays frames until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_gate)
            _isHeld = true;
    }

    public void Release()
    {
        lock (_gate)
        {
            _isHeld = false;
            if (_isWriting || _length == 0)
                return;

            _isWriting = true;
        }

        _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            for (int length; (length = Swap()) > 0;)
                await stream.WriteAsync(_writing.AsMemory(0, length)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            fail(e);
        }
    }

    private int Swap()
    {
        lock (_gate)
        {
            (_pending, _writing) = (_writing, _pending);
            (var length, _length) = (_length, 0);
            _isWriting = length > 0;
            return length;
        }
    }
}
