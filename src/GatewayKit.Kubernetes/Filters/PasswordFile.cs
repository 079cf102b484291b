using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Users with hashes of passwords, as Apache's <c>htpasswd</c> writes them: <c>$apr1$</c>, <c>{SHA}</c> and
/// <c>{PLAIN}</c>.</summary>
internal sealed class PasswordFile(string text)
{
    private const int MostUsers = 10_000;

    private readonly FrozenDictionary<string, string> _hashes = Lines(text)
        .DistinctBy(line => line.User, StringComparer.Ordinal)
        .ToFrozenDictionary(line => line.User, line => line.Hash, StringComparer.Ordinal);

    /// <summary>Returns the rest of a sentence about an invalid file, without a hash; null if it is valid.</summary>
    public static string? Problem(string text)
        => Lines(text).Count() is 0 or > MostUsers ? $"must have 1 to {MostUsers} lines 'USER:HASH'"
            : Lines(text).FirstOrDefault(line => !IsSupported(line.Hash)) is { User: { } user }
                ? $"has a hash of '{user}' that isn't supported; use $apr1$ (htpasswd -m), {{SHA}} or {{PLAIN}}"
                : null;

    /// <summary>Returns whether a user has a password. An unknown user takes as much time as a known one.</summary>
    public bool IsValid(string user, string password)
    {
        var isKnown = _hashes.TryGetValue(user, out var hash);
        return Matches(hash ?? _hashes.Values[0], password) && isKnown;
    }

    private static bool IsSupported(string hash)
        => hash.StartsWith("{SHA}", StringComparison.Ordinal) || hash.StartsWith("{PLAIN}", StringComparison.Ordinal)
            || ApacheHash.IsValid(hash);

    private static bool Matches(string hash, string password)
        => hash.StartsWith("{PLAIN}", StringComparison.Ordinal) ? AreEqual(hash[7..], password)
            : hash.StartsWith("{SHA}", StringComparison.Ordinal) ? AreEqual(hash[5..], Sha1(password))
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
}
