using System.Buffers;
using System.Text;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Encodes the header values of requests to upstreams, and rejects a value that would end its line and so add a header (RFC 9110,
/// section 5.5). The HTTP client doesn't check the values that hooks add without validation.
/// </summary>
internal sealed class HeaderValueEncoding(Encoding inner) : Encoding
{
    private static readonly SearchValues<char> s_invalid = SearchValues.Create("\r\n\0");

    public override int GetByteCount(string s) => inner.GetByteCount(s);

    public override int GetByteCount(char[] chars, int index, int count) => inner.GetByteCount(chars, index, count);

    public override int GetByteCount(ReadOnlySpan<char> chars) => inner.GetByteCount(chars);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
        => GetBytes(chars.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    /// <exception cref="InvalidHeaderException">The value isn't valid.</exception>
    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
        => chars.ContainsAny(s_invalid) ? throw new InvalidHeaderException() : inner.GetBytes(chars, bytes);

    public override int GetMaxByteCount(int charCount) => inner.GetMaxByteCount(charCount);

    // The client doesn't read request headers.
    public override int GetCharCount(byte[] bytes, int index, int count) => throw new NotSupportedException();

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        => throw new NotSupportedException();

    public override int GetMaxCharCount(int byteCount) => throw new NotSupportedException();
}
