using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The hashes <c>$5$</c> and <c>$6$</c> of <c>htpasswd -2</c> and <c>-5</c>: rounds of SHA-256 or SHA-512, as Ulrich Drepper's
/// specification "Unix crypt using SHA-256 and SHA-512" defines them.</summary>
internal static partial class ShaCrypt
{
    /// <summary>Some tenths of a second on a usual core.</summary>
    public const int MostRounds = 100_000;

    private const int UsualRounds = 5000;
    private const int FewestRounds = 1000;

    /// <summary>The maximum length of a password, in bytes: the time of a round depends on it.</summary>
    private const int Longest = 256;

    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static bool Is(string hash)
        => hash.StartsWith("$5$", StringComparison.Ordinal) || hash.StartsWith("$6$", StringComparison.Ordinal);

    /// <summary>Returns whether a hash has the format, with at most <see cref="MostRounds"/>.</summary>
    public static bool IsValid(string hash)
        => Format().Match(hash) is { Success: true } match
            && match.Groups["hash"].Length == (IsSha256(match) ? 43 : 86)
            && RoundsOf(match) is >= FewestRounds and <= MostRounds;

    /// <summary>Returns the number of rounds of a valid hash.</summary>
    public static int Rounds(string hash) => RoundsOf(Format().Match(hash));

    /// <summary>Returns the hash of a password with the algorithm, the rounds and the salt of another, valid hash; an empty text if the
    /// password is too long.</summary>
    public static string Compute(string password, string hash)
    {
        var match = Format().Match(hash);
        var bytes = Encoding.UTF8.GetBytes(password);
        if (bytes.Length > Longest)
            return "";

        var digest = Digest(
            bytes, Encoding.UTF8.GetBytes(match.Groups["salt"].Value), RoundsOf(match),
            IsSha256(match) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512);
        return hash[..match.Groups["hash"].Index] + (IsSha256(match) ? Encode(digest, 10, -1, 31, 30) : Encode(digest, 21, 1, -1, 63));
    }

    private static bool IsSha256(Match match) => match.Groups["id"].ValueSpan is "5";

    private static int RoundsOf(Match match)
        => match.Groups["rounds"] is { Success: true, ValueSpan: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : UsualRounds;

    // The comments have the numbers of the steps in the specification.
    private static byte[] Digest(byte[] password, byte[] salt, int rounds, HashAlgorithmName algorithm)
    {
        using var sha = IncrementalHash.CreateHash(algorithm);
        Append(sha, password, salt, password); // 4 to 8
        var digest = sha.GetHashAndReset();

        Append(sha, password, salt); // 1 to 3
        sha.AppendData(Repeat(digest, password.Length)); // 9, 10
        for (var bits = password.Length; bits > 0; bits >>= 1) // 11
            sha.AppendData((bits & 1) != 0 ? digest : password);
        var result = sha.GetHashAndReset();

        for (var i = 0; i < password.Length; i++) // 13 to 16
            sha.AppendData(password);
        var p = Repeat(sha.GetHashAndReset(), password.Length);
        for (var i = 0; i < 16 + result[0]; i++) // 17 to 20
            sha.AppendData(salt);
        var s = Repeat(sha.GetHashAndReset(), salt.Length);

        for (var round = 0; round < rounds; round++) // 21
        {
            sha.AppendData((round & 1) != 0 ? p : result);
            if (round % 3 != 0)
                sha.AppendData(s);
            if (round % 7 != 0)
                sha.AppendData(p);
            sha.AppendData((round & 1) != 0 ? result : p);
            sha.GetHashAndReset(result);
        }

        return result;
    }

    private static void Append(IncrementalHash sha, params ReadOnlySpan<byte[]> parts)
    {
        foreach (var part in parts)
            sha.AppendData(part);
    }

    private static byte[] Repeat(byte[] digest, int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = digest[i % digest.Length];
        return bytes;
    }

    /// <summary>Encodes a digest in base 64: in groups of three bytes, a third of the digest apart, of which each group begins with another
    /// third; then the rest.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="third">The number of groups.</param>
    /// <param name="turn">The third that the next group begins with: 1 for the next one, -1 for the one before.</param>
    /// <param name="high">The index of the second byte of the rest; -1 for none.</param>
    /// <param name="low">The index of the first byte of the rest.</param>
    private static string Encode(byte[] digest, int third, int turn, int high, int low)
    {
        var text = new StringBuilder(86);
        for (var i = 0; i < third; i++)
        {
            var first = ((i * turn % 3) + 3) % 3;
            Append(
                (digest[(first * third) + i] << 16) | (digest[((first + 1) % 3 * third) + i] << 8) | digest[((first + 2) % 3 * third) + i],
                4);
        }

        Append(high < 0 ? digest[low] : (digest[high] << 8) | digest[low], high < 0 ? 2 : 3);
        return text.ToString();

        void Append(int value, int count)
        {
            for (; count > 0; count--, value >>= 6)
                text.Append(Alphabet[value & 0x3f]);
        }
    }

    [GeneratedRegex(
        @"\A\$(?<id>[56])\$(rounds=(?<rounds>[1-9][0-9]{3,8})\$)?(?<salt>[^$:\s]{0,16})\$(?<hash>[./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Format();
}
