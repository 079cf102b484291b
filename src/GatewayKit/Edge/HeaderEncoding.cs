using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Reads and writes header values in UTF-8, and lets bytes that are not UTF-8 pass unchanged: read by <see cref="Reader"/> and
/// written by <see cref="Writer"/>, every value has the bytes that it came with.
/// </summary>
internal sealed class HeaderEncoding : Encoding
{
    /// <summary>For the server.</summary>
    public static readonly Encoding Reader = GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new RawByteFallback());

    /// <summary>For the client of the upstream.</summary>
    public static readonly HeaderEncoding Writer = new();

    public override int GetByteCount(string s) => GetByteCount(s.AsSpan());

    public override int GetByteCount(char[] chars, int index, int count) => GetByteCount(chars.AsSpan(index, count));

    public override int GetByteCount(ReadOnlySpan<char> chars)
    {
        var count = 0;
        while (TryCutAtRawByte(ref chars, out var text, out _))
            count += UTF8.GetByteCount(text) + 1;
        return count + UTF8.GetByteCount(chars);
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
        => GetBytes(chars.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        var count = 0;
        while (TryCutAtRawByte(ref chars, out var text, out var raw))
        {
            count += UTF8.GetBytes(text, bytes[count..]);
            bytes[count++] = raw;
        }

        return count + UTF8.GetBytes(chars, bytes[count..]);
    }

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    // The client never reads a request header.
    public override int GetCharCount(byte[] bytes, int index, int count) => throw new NotSupportedException();

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) => throw new NotSupportedException();

    public override int GetMaxCharCount(int byteCount) => throw new NotSupportedException();

    private static bool TryCutAtRawByte(ref ReadOnlySpan<char> chars, out ReadOnlySpan<char> text, out byte raw)
    {
        for (var at = chars.IndexOf(RawByteFallback.High); at >= 0 && at + 1 < chars.Length;)
        {
            var value = chars[at + 1] - RawByteFallback.Low;
            if (value is >= 0x80 and <= 0xff)
            {
                text = chars[..at];
                raw = (byte)value;
                chars = chars[(at + 2)..];
                return true;
            }

            var next = chars[(at + 1)..].IndexOf(RawByteFallback.High);
            at = next < 0 ? -1 : at + 1 + next;
        }

        text = default;
        raw = 0;
        return false;
    }
}
