using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Authentication;

/// <summary>
/// Generated API keys: a prefix, 32 random characters and a checksum of 6, such as <c>gwk_9bKd...</c>. The prefix and the checksum let
/// people, logs and leak scanners recognize a key, without knowing any.
/// </summary>
/// <remarks>
/// The random characters are letters and digits, 190 bits. The checksum is the CRC-32C (RFC 9260, appendix A) of the characters before
/// it, in
/// base 62 with the digits 0-9, A-Z, a-z.
/// </remarks>
public static class ApiKey
{
    /// <summary>The prefix of keys that have no other one.</summary>
    public const string DefaultPrefix = "gwk_";

    /// <summary>The maximum length of a prefix, in characters.</summary>
    public const int MaximumPrefixLength = 32;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int ChecksumLength = 6;
    private const int VisibleRandom = 4;

    private static readonly SearchValues<char> s_prefix = SearchValues.Create(Digits + "_-");
    private static readonly SearchValues<char> s_digits = SearchValues.Create(Digits);

    /// <summary>Generates a key.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <exception cref="ArgumentException">The prefix isn't valid.</exception>
    public static string Create(string prefix = DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!IsPrefix(prefix))
            throw new ArgumentException("The prefix isn't valid.", nameof(prefix));

        var key = prefix + RandomNumberGenerator.GetString(Digits, RandomLength);
        return key + Checksum(key);
    }

    /// <summary>Returns whether a text can be a prefix: 1 to 32 letters, digits, hyphens and underscores, the last an underscore.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPrefix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaximumPrefixLength && text[^1] == '_' && !text.AsSpan().ContainsAnyExcept(s_prefix);
    }

    /// <summary>
    /// Returns the part of a generated key that isn't secret: its prefix and the first 4 random characters. The 166 bits that remain
    /// can't be guessed.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>The visible part; <c>null</c> if the key isn't a generated one, or its checksum doesn't match.</returns>
    public static string? VisiblePart(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var prefix = key.Length - RandomLength - ChecksumLength;
        return prefix is > 0 and <= MaximumPrefixLength
            && IsPrefix(key[..prefix])
            && !key.AsSpan(prefix).ContainsAnyExcept(s_digits)
            && key.EndsWith(Checksum(key[..^ChecksumLength]), StringComparison.Ordinal) ? key[..(prefix + VisibleRandom)] : null;
    }

    private static string Checksum(string text)
    {
        var crc = uint.MaxValue;
        foreach (var character in Encoding.ASCII.GetBytes(text))
            crc = BitOperations.Crc32C(crc, character);
        crc = ~crc;

        return string.Create(ChecksumLength, crc, static (checksum, value) =>
        {
            for (var i = checksum.Length - 1; i >= 0; i--, value /= 62)
                checksum[i] = Digits[(int)(value % 62)];
        });
    }
}
