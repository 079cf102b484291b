using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Lets Kestrel read a <c>Content-Length</c> of digits only (RFC 9110, section 8.6: 1*DIGIT). Kestrel's own parser
/// also accepts a sign, as in <c>+5</c> and <c>-0</c>. A character that isn't a digit becomes a letter, which Kestrel rejects with 400.
/// </summary>
internal sealed class DigitsOnlyEncoding : Encoding
{
    public static readonly DigitsOnlyEncoding Instance = new();

    private const char NoDigit = 'x';

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        // Kestrel allows one digit more than a length can have, and rejects values that use it.
        var length = Math.Min(bytes.Length, chars.Length);
        for (var i = 0; i < length; i++)
            chars[i] = char.IsAsciiDigit((char)bytes[i]) ? (char)bytes[i] : NoDigit;
        return length;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        => GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    // Kestrel doesn't write request headers.
    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
        => throw new NotSupportedException();

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();
}
