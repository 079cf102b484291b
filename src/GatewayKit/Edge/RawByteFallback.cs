using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Decodes bytes of a header that aren't valid UTF-8, such as Latin-1 (RFC 9110, section 5.5: obs-text), each to a private
/// character, which <see cref="HeaderEncoding"/> converts back to the same byte.
/// </summary>
internal sealed class RawByteFallback : DecoderFallback
{
    /// <summary>The high surrogate of U+10FE80 to U+10FEFF, at the end of the last private plane.</summary>
    public const char High = '\uDBFF';

    /// <summary>Added to a byte of 0x80 or more, the low surrogate.</summary>
    public const char Low = '\uDE00';

    /// <summary>The maximum number of bytes that fail together.</summary>
    public override int MaxCharCount => 6;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new RawByteBuffer();

    private sealed class RawByteBuffer : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => (2 * _bytes.Length) - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _bytes = bytesUnknown;
            _next = 0;
            return true;
        }

        public override char GetNextChar()
        {
            if (Remaining <= 0)
                return '\0';

            var at = _next++;
            return at % 2 == 0 ? High : (char)(Low + _bytes[at / 2]);
        }

        public override bool MovePrevious()
        {
            if (_next == 0)
                return false;

            _next--;
            return true;
        }

        public override void Reset()
        {
            _bytes = [];
            _next = 0;
        }
    }
}
