using System.Text;

namespace GatewayKit.Edge;

/// <summary>
/// Preserves the names in <c>Connection</c>. Kestrel reduces a value that has only one of <c>close</c>, <c>keep-alive</c> and
/// <c>upgrade</c> to that word, and drops the header names in it, which must not be forwarded (RFC 9110, section
/// 7.6.1). A value with such names therefore gets a tail with two of these words: Kestrel keeps values that have two.
/// </summary>
/// <remarks>
/// The tail has no effect for HTTP/1.1: connections are kept alive anyway, <c>close</c> has precedence, and without a
/// handshake an upgrade is ignored. <see cref="HopByHop"/> removes it again.
/// </remarks>
internal sealed class ConnectionEncoding : Encoding
{
    /// <summary>The start of the tail. A client can't send it: each byte of a value becomes one character below U+0100.</summary>
    public const char TailMark = '\uE000';

    public static readonly ConnectionEncoding Instance = new();

    private const string Tail = ", \uE000, keep-alive, upgrade";

    /// <summary>Returns whether a connection option is one that Kestrel handles, rather than the name of a header.</summary>
    public static bool IsOption(ReadOnlySpan<char> token)
        => token.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
            || token.Equals("close", StringComparison.OrdinalIgnoreCase)
            || token.Equals("upgrade", StringComparison.OrdinalIgnoreCase);

    public override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes.AsSpan(index, count)).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Decode(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(chars.AsSpan(charIndex));
        return text.Length;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount + Tail.Length;

    // Kestrel doesn't write request headers.
    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
        => throw new NotSupportedException();

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();

    private static string Decode(ReadOnlySpan<byte> value)
    {
        var text = Latin1.GetString(value);
        return NamesHeader(text) ? text + Tail : text;
    }

    private static bool NamesHeader(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(','))
        {
            var token = text[range].Trim(" \t");
            if (!token.IsEmpty && !IsOption(token))
                return true;
        }

        return false;
    }
}
