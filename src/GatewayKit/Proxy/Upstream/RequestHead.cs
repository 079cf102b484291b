using System.Buffers;

namespace GatewayKit.Proxy.Upstream;

/// <summary>Distinguishes the head of a request from other bytes that the HTTP client writes: its body,
/// or the frames of a tunnel.</summary>
internal static class RequestHead
{
    private const int LongestMethod = 32;

    private static readonly SearchValues<byte> s_notMethod = SearchValues.Create(
        [.. Enumerable.Range(0, 256)
            .Select(b => (byte)b)
            .Where(b => !char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'-' or (byte)'_'))]);

    /// <summary>Returns whether bytes begin with a method and a target (RFC 9112, section 3).</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes)
    {
        var end = bytes[..Math.Min(bytes.Length, LongestMethod)].IndexOfAny(s_notMethod);
        return end > 0 && end + 1 < bytes.Length && bytes[end] == ' ' && (bytes[end + 1] is (byte)'/' or (byte)'*'
            || char.IsAsciiLetter((char)bytes[end + 1]));
    }
}
