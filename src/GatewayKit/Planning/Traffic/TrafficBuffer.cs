namespace GatewayKit.Planning.Traffic;

/// <summary>The bytes of a stream that aren't read yet. Grows only as far as its reader needs.</summary>
/// <param name="stream">The stream.</param>
internal sealed class TrafficBuffer(Stream stream)
{
    private const int UsualSize = 64 * 1024;

    private byte[] _bytes = new byte[UsualSize];
    private int _start;
    private int _end;
    private int _lineLength;
    private int _breakLength;

    /// <summary>The bytes that aren't read yet.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Whether the stream has no more bytes.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The last line, without its line break.</summary>
    public ReadOnlySpan<byte> Line => _bytes.AsSpan(_start - _lineLength, Math.Max(0, _lineLength - _breakLength));

    /// <summary>Whether the last line was too long and was skipped.</summary>
    public bool IsLineCut { get; private set; }

    /// <summary>Marks bytes as read.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Skips the byte order mark.</summary>
    public void SkipMark()
    {
        if (Unread.StartsWith("\uFEFF"u8))
            Skip(3);
    }

    /// <summary>Reads more bytes.</summary>
    public async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        var count = await stream.ReadAsync(_bytes.AsMemory(_end), cancellation).ConfigureAwait(false);
        _end += count;
        IsAtEnd = count == 0;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="maxLength">The maximum length. Of a longer line, nothing is kept.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>False at the end of the stream.</returns>
    public async ValueTask<bool> ReadLineAsync(int maxLength, CancellationToken cancellation)
    {
        IsLineCut = false;
        var searched = 0;
        while (true)
        {
            var found = Unread[searched..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(searched + found + 1, breakLength: 1, maxLength);
                return true;
            }

            searched = Unread.Length;
            if (searched > maxLength)
            {
                IsLineCut = true;
                Skip(searched);
                searched = 0;
            }

            if (IsAtEnd)
            {
                Take(searched, breakLength: 0, maxLength);
                return _lineLength > 0 || IsLineCut;
            }

            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Take(int length, int breakLength, int maxLength)
    {
        Skip(length);
        (_lineLength, _breakLength) = (length, breakLength);
        IsLineCut |= length - breakLength > maxLength;
    }
}
