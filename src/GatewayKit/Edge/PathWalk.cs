using System.Buffers;
using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Inspects an unusual path segment by segment. Decodes it repeatedly as long as there is something to
/// decode, because several servers in a row may each decode the path.
/// </summary>
internal ref struct PathWalk
{
    private readonly ReadOnlySpan<char> _path;
    private PathTraits _traits;
    private int _next;

    // The state of the current segment: its dots, whether it contains other characters, whether its parameters have started.
    private int _dots;
    private bool _hasOther;
    private bool _inParameters;
    private bool _startsAtSlash;

    private PathWalk(ReadOnlySpan<char> path) => _path = path;

    public static PathTraits Inspect(ReadOnlySpan<char> path)
    {
        var walk = new PathWalk(path) { _hasOther = true };
        while (walk._next < path.Length)
            walk.Step();

        walk.EndSegment();
        return walk._traits;
    }

    private void Step()
    {
        var c = _path[_next++];
        if (c == '%')
        {
            StepEscape();
            return;
        }

        if (c is ' ' or '#' || c > '\x7f')
            _traits |= PathTraits.Malformed;

        Take(c > '\x7f' ? (byte)'x' : (byte)c, isRaw: true);
    }

    private void StepEscape()
    {
        if (!TryReadHex(_next, out var value))
        {
            _traits |= PathTraits.Malformed;
            _hasOther = true;
            return;
        }

        if (value >= 0x80)
        {
            StepUtf8();
            return;
        }

        _next += 2;
        var depth = 0;
        while (value == '%' && TryReadHex(_next, out var inner))
        {
            value = inner;
            _next += 2;
            depth++;
        }

        if (value == '/')
            _traits |= depth == 0 ? PathTraits.EncodedSlash : PathTraits.DoubleEncodedSlash;
        if (value is (byte)'%' or (byte)'?' or (byte)'#' || depth > 1 || (depth == 1 && value != '/'))
            _traits |= PathTraits.EncodedReserved;

        Take(value, isRaw: false);
    }

    private void StepUtf8()
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && TryReadEscape(_next - 1 + (3 * count), out var value))
            bytes[count++] = value;

        if (Rune.DecodeFromUtf8(bytes[..count], out _, out var used) != OperationStatus.Done)
        {
            _traits |= PathTraits.Malformed;
            used = 1;
        }

        _next += (3 * used) - 1;
        _hasOther |= !_inParameters;
    }

    private void Take(byte value, bool isRaw)
    {
        switch (value)
        {
            case (byte)'/' when isRaw:
                if (_startsAtSlash && _dots == 0 && !_hasOther)
                    _traits |= PathTraits.EmptySegment;
                EndSegment();
                _startsAtSlash = true;
                break;
            case (byte)'/':
                EndSegment();
                break;
            case (byte)'\\':
                _traits |= PathTraits.Backslash;
                EndSegment();
                break;
            case (byte)';':
                _traits |= PathTraits.Parameter;
                _inParameters = true;
                break;
            case (byte)'.' when !_inParameters:
                _dots++;
                break;
            default:
                if (value is < 0x20 or 0x7f)
                    _traits |= PathTraits.Control;
                _hasOther |= !_inParameters;
                break;
        }
    }

    private void EndSegment()
    {
        if (!_hasOther && _dots is 1 or 2)
            _traits |= PathTraits.DotSegment;

        _dots = 0;
        _hasOther = _inParameters = _startsAtSlash = false;
    }

    private readonly bool TryReadEscape(int at, out byte value)
    {
        value = 0;
        return at < _path.Length && _path[at] == '%' && TryReadHex(at + 1, out value);
    }

    private readonly bool TryReadHex(int at, out byte value)
    {
        value = 0;
        return at + 2 <= _path.Length
            && Convert.FromHexString(_path.Slice(at, 2), new Span<byte>(ref value), out _, out _) == OperationStatus.Done;
    }
}
