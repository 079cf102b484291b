namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>A stream that converts another one in parts, each as soon as it has arrived.</summary>
/// <param name="inner">The stream.</param>
/// <param name="limit">The maximum number of bytes of a part.</param>
internal abstract class ConvertedStream(Stream inner, int limit) : ReadOnlyStream
{
    private const int FirstLength = 4096;

    private byte[] _buffer = new byte[Math.Min(FirstLength, limit)];
    private int _start;
    private int _end;
    private bool _isLast;
    private ReadOnlyMemory<byte> _output;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
            return 0;

        while (_output.IsEmpty)
        {
            var isConverted = TryConvert(_buffer.AsSpan(_start.._end), _isLast, out var consumed, out _output);
            _start += consumed;
            if (isConverted)
                continue;
            if (_isLast)
                return 0;

            MakeRoom();
            var read = await inner.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read;
            _isLast = read == 0;
        }

        var count = Math.Min(buffer.Length, _output.Length);
        _output[..count].CopyTo(buffer);
        _output = _output[count..];
        return count;
    }

    /// <summary>Converts the next part.</summary>
    /// <param name="received">The bytes that aren't consumed yet.</param>
    /// <param name="isLast">Whether no more bytes follow.</param>
    /// <param name="consumed">The number of bytes to drop.</param>
    /// <param name="output">The converted part; can be empty.</param>
    /// <returns>Whether a part was converted. Otherwise, more bytes are needed, or the stream ends.</returns>
    protected abstract bool TryConvert(ReadOnlySpan<byte> received, bool isLast, out int consumed, out ReadOnlyMemory<byte> output);

    protected abstract Exception TooLarge();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void MakeRoom()
    {
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (_end < _buffer.Length)
            return;

        var kept = _buffer.AsSpan(_start.._end);
        if (kept.Length >= limit)
            throw TooLarge();

        var target = kept.Length > _buffer.Length / 2 ? new byte[(int)Math.Min(2L * _buffer.Length, limit)] : _buffer;
        kept.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, kept.Length);
    }
}
