using System.Buffers;

namespace GatewayKit.Bodies;

/// <summary>
/// Replaces texts in a body while it is read. A match can be split between reads; the beginning of a possible match is held back until it
/// is decided. A replacement isn't searched again.
/// </summary>
/// <param name="body">The body, which this stream owns.</param>
/// <param name="rules">The texts to find.</param>
/// <param name="replacements">The replacement of each rule.</param>
internal sealed class ReplacedBody(Stream body, ReplacementRules rules, byte[][] replacements) : ReadOnlyStream
{
    private const int MinimumSize = 32 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private bool _isEnded;

    // The bytes from _start that are passed on unchanged, and then the match that follows them.
    private int _unchanged;
    private int _match = -1;
    private ReadOnlyMemory<byte> _replacement;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;

        while (true)
        {
            var count = Fill(buffer.Span);
            if (count > 0 || (_isEnded && _start == _end))
                return count;

            await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _isEnded = true;
            _start = _end = _unchanged = 0;
            (_match, _replacement) = (-1, default);
        }

        base.Dispose(disposing);
    }

    /// <summary>Writes what is decided, as much as fits.</summary>
    private int Fill(Span<byte> target)
    {
        var written = 0;
        while (written < target.Length)
        {
            if (_replacement.Length > 0)
                written += TakeReplacement(target[written..]);
            else if (_unchanged > 0)
                written += TakeUnchanged(target[written..]);
            else if (_match >= 0)
                BeginReplacement();
            else if (!Search())
                break;
        }

        return written;
    }

    private int TakeReplacement(Span<byte> target)
    {
        var count = Math.Min(target.Length, _replacement.Length);
        _replacement.Span[..count].CopyTo(target);
        _replacement = _replacement[count..];
        return count;
    }

    private int TakeUnchanged(Span<byte> target)
    {
        var count = Math.Min(target.Length, _unchanged);
        _buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        _unchanged -= count;
        return count;
    }

    private void BeginReplacement()
    {
        _replacement = replacements[_match];
        _start += rules.LengthOf(_match);
        _match = -1;
    }

    /// <returns>Whether something is decided.</returns>
    private bool Search()
    {
        if (_start == _end)
            return false;

        _unchanged = rules.Find(_buffer.AsSpan(_start, _end - _start), _isEnded, out _match);
        return _unchanged > 0 || _match >= 0;
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancellation)
    {
        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(MinimumSize, 4 * rules.Extent));

        // Only a possible match is left, so there is room.
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = await body.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _end += count;
        _isEnded = count == 0;
    }
}
