using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Reads and writes header values in UTF-8, and preserves bytes that aren't valid UTF-8: read by <see cref="Reader"/> and
/// written by <see cref="Writer"/>, every value has its original bytes.
/// </summary>
internal sealed class HeaderEncoding : Encoding
{
    /// <summary>The encoding for the server.</summary>
    public static readonly Encoding Reader = GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new RawByteFallback());

    /// <summary>The encoding for the client of the upstream.</summary>
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

    // The client doesn't read request headers.
    public override int GetCharCount(byte[] bytes, int index, int count) => throw new NotSupportedException();

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        => throw new NotSupportedException();

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
