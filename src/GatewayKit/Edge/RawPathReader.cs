using System.Buffers;
using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Reads a raw path character by character as the server decodes it: an escape becomes its character in UTF-8, except
/// <c>%2F</c>, which stays unchanged. Merged slashes are one character.
/// </summary>
internal ref struct RawPathReader(ReadOnlySpan<char> raw, bool mergesSlashes)
{
    private readonly ReadOnlySpan<char> _raw = raw;
    private readonly bool _mergesSlashes = mergesSlashes;
    private int _next;
    private DecodedSign _sign;
    private int _length;

    /// <summary>The current character as the server decodes it: one UTF-16 code unit, or two outside the basic plane.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<char> Decoded => ((ReadOnlySpan<char>)_sign)[.._length];

    /// <summary>The unread part.</summary>
    public readonly ReadOnlySpan<char> Rest => _raw[_next..];

    public bool MoveNext()
    {
        if (_next >= _raw.Length)
            return false;

        var rest = _raw[_next..];
        Span<byte> bytes = stackalloc byte[4];
        if (rest[0] != '%' || !TryReadEscapes(rest, bytes, out var rune, out var used) || rune.Value == '/')
        {
            _sign[0] = rest[0];
            _length = 1;
            _next++;
            while (_mergesSlashes && rest[0] == '/' && _next < _raw.Length && _raw[_next] == '/')
                _next++;
        }
        else
        {
            _length = rune.EncodeToUtf16(_sign);
            _next += 3 * used;
        }

        return true;
    }

    private static bool TryReadEscapes(ReadOnlySpan<char> rest, Span<byte> bytes, out Rune rune, out int used)
    {
        var count = 0;
        while (count < bytes.Length && rest.Length >= 3 && rest[0] == '%'
            && Convert.FromHexString(rest.Slice(1, 2), bytes[count..], out _, out _) == OperationStatus.Done)
        {
            count++;
            rest = rest[3..];
        }

        return Rune.DecodeFromUtf8(bytes[..count], out rune, out used) == OperationStatus.Done;
    }

    [System.Runtime.CompilerServices.InlineArray(2)]
    private struct DecodedSign
    {
        private char _first;
    }
}
