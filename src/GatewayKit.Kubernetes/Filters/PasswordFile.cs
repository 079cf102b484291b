using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Users with hashes of passwords, as Apache's <c>htpasswd</c> writes them: bcrypt (<c>$2y$</c>), <c>$5$</c>, <c>$6$</c>,
/// <c>$apr1$</c>, <c>{SHA}</c> and <c>{PLAIN}</c>.</summary>
internal sealed partial class PasswordFile(string text)
{
    private const int MostUsers = 10_000;

    /// <summary>A quarter of a second on a usual core.</summary>
    private const int HighestCost = 12;

    private readonly FrozenDictionary<string, string> _hashes = Lines(text)
        .DistinctBy(line => line.User, StringComparer.Ordinal)
        .ToFrozenDictionary(line => line.User, line => line.Hash, StringComparer.Ordinal);

    private readonly string _standIn = Lines(text).Select(line => line.Hash).MaxBy(CostOf)!;

    /// <summary>Returns the rest of a sentence about an invalid file, without a hash; null if it is valid.</summary>
    public static string? Problem(string text)
        => Lines(text).Count() is 0 or > MostUsers ? $"must have 1 to {MostUsers} lines 'USER:HASH'"
            : Lines(text).FirstOrDefault(line => !IsSupported(line.Hash)) is { User: { } user }
                ? $"has a hash of '{user}' that isn't supported; use bcrypt with a cost of up to {HighestCost} (htpasswd -B), "
                    + $"$6$ or $5$ with up to {ShaCrypt.MostRounds} rounds (htpasswd -5, -2), $apr1$ (htpasswd -m), {{SHA}} or {{PLAIN}}"
                : null;

    /// <summary>Returns whether a user has a password. An unknown user takes as much time as a known one.</summary>
    public bool IsValid(string user, string password)
    {
        var isKnown = _hashes.TryGetValue(user, out var hash);
        return Matches(hash ?? _standIn, password) && isKnown;
    }

    /// <summary>Returns whether the password of a user takes long to verify.</summary>
    public bool IsSlow(string user) => TakesLong(_hashes.GetValueOrDefault(user) ?? _standIn);

    private static bool TakesLong(string hash) => hash.StartsWith("$2", StringComparison.Ordinal) || ShaCrypt.Is(hash);

    /// <summary>Returns about how many microseconds it takes to verify a password that takes long; 0 for others.</summary>
    private static long CostOf(string hash)
        => !TakesLong(hash) ? 0 : ShaCrypt.Is(hash) ? ShaCrypt.Rounds(hash) : 60L << (BcryptCost(hash) ?? 0);

    private static int? BcryptCost(string hash)
        => Bcrypt().Match(hash) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    private static bool IsSupported(string hash)
        => hash.StartsWith("{SHA}", StringComparison.Ordinal) || hash.StartsWith("{PLAIN}", StringComparison.Ordinal)
            || ApacheHash.IsValid(hash) || ShaCrypt.IsValid(hash) || BcryptCost(hash) is >= 4 and <= HighestCost;

    private static bool Matches(string hash, string password)
        => hash.StartsWith("{PLAIN}", StringComparison.Ordinal) ? AreEqual(hash[7..], password)
            : hash.StartsWith("{SHA}", StringComparison.Ordinal) ? AreEqual(hash[5..], Sha1(password))
            : ShaCrypt.Is(hash) ? AreEqual(hash, ShaCrypt.Compute(password, hash))
            : TakesLong(hash) ? BCrypt.Net.BCrypt.Verify(password, hash)
            : AreEqual(hash, ApacheHash.Compute(password, hash));

#pragma warning disable CA5350 // The format of existing files.
    private static string Sha1(string password) => Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

    private static bool AreEqual(string one, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static IEnumerable<(string User, string Hash)> Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith('#') && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                yield return (line[..colon], line[(colon + 1)..].Split(':')[0]);
        }
    }

    [GeneratedRegex("""\A\$2[aby]\$([0-9]{2})\$[./A-Za-z0-9]{53}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Bcrypt();
}
