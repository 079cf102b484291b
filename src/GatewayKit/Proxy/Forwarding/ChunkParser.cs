using System.Buffers;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Parses the line before a chunk: its size in hexadecimal digits, and extensions, which are skipped (RFC 9112, section 7.1). The line must
/// end with CRLF: two readers that disagree about its end would see different bodies.
/// </summary>
internal static class ChunkParser
{
    /// <summary>The maximum length of the line, with its extensions.</summary>
    public const int MaxLineLength = 4096;

    private const int MaxDigits = 15;

    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <param name="bytes">The bytes received so far, from the first byte of the line.</param>
    /// <param name="size">The size of the chunk.</param>
    /// <param name="length">The length of the line with its end.</param>
    /// <returns>Whether the line is complete.</returns>
    /// <exception cref="InvalidResponseException">The line isn't valid.</exception>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out long size, out int length)
    {
        (size, length) = (0, 0);
        var end = bytes[..Math.Min(bytes.Length, MaxLineLength)].IndexOfAny((byte)'\r', (byte)'\n', (byte)0);
        if (end < 0 || end + 1 == bytes.Length && bytes[end] == '\r')
            return bytes.Length >= MaxLineLength ? throw Invalid() : false;

        if (bytes[end] != '\r' || bytes[end + 1] != '\n')
            throw Invalid();

        var line = bytes[..end];
        var digits = line.IndexOfAnyExcept(s_digits);
        if (digits < 0)
            digits = line.Length;
        if (digits is 0 or > MaxDigits || !IsExtension(line[digits..]))
            throw Invalid();

        foreach (var digit in line[..digits])
            size = (size << 4) | (long)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        length = end + 2;
        return true;
    }

    private static bool IsExtension(ReadOnlySpan<byte> rest) => rest.IsEmpty || rest.TrimStart(" \t"u8) is [(byte)';', ..];

    private static InvalidResponseException Invalid() => new("The upstream sent a chunk whose size isn't valid.");
}
