using System.Buffers;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace.Patterns;

/// <summary>Replaces the matches of patterns in a body while it is read, in a small buffer.</summary>
/// <param name="body">The body in UTF-8, which this stream owns.</param>
/// <param name="patterns">The patterns.</param>
/// <param name="maxLength">The maximum length of a match.</param>
/// <param name="faults">Creates the exceptions.</param>
internal sealed class PatternBody(Stream body, TextPattern[] patterns, int maxLength, BodyFaults faults) : ReadOnlyStream
{
    private const int BufferSize = 4 * 1024;

    private readonly TextWindow _window = new(patterns, maxLength, faults);
    private readonly EncoderOutput _output = new();
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _isEnded;
    private bool _isDisposed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _isDisposed)
            return 0;

        while (_output.IsEmpty && !_window.IsDone)
        {
            if (!_window.Write(_output) && !AddText())
                await ReadMoreAsync(cancellationToken).ConfigureAwait(false);
        }

        return _output.Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            body.Dispose();
            _window.Dispose();
            _output.Dispose();
            if (_bytes.Length > 0)
                ArrayPool<byte>.Shared.Return(_bytes);
        }

        base.Dispose(disposing);
    }

    private bool AddText()
    {
        if (_start == _end && !_isEnded)
            return false;

        // Without room, nothing is added, but then the window has decided text. The beginning of a character waits for its end.
        var added = _window.Add(_bytes.AsSpan(_start, _end - _start), _isEnded);
        _start += added;
        return added > 0 || _isEnded;
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancellation)
    {
        if (_bytes.Length == 0)
            _bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        var count = await body.ReadAsync(_bytes.AsMemory(_end, BufferSize - _end), cancellation).ConfigureAwait(false);
        _end += count;
        _isEnded = count == 0;
    }
}
