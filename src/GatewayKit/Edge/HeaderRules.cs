using System.Buffers;
using System.Collections.Frozen;

namespace GatewayKit.Edge;

/// <summary>
/// The header names with a rule at the edge. Servers behind CGI, and some frameworks, treat every character in a name
/// that isn't a letter or digit as equal, so <c>X_Real_IP</c> is <c>X-Real-IP</c> here too.
/// </summary>
internal static class HeaderRules
{
    // No name or prefix with a rule is longer than this.
    private const int MaxLength = 32;

    private static readonly SearchValues<char> s_aliasSigns = SearchValues.Create("!#$%&'*+.^_`|~");

    private static readonly (string Prefix, HeaderRule Rule)[] s_prefixes =
    [
        ("x-consumer-", HeaderRule.Remove), .. KnownHeaders.ClaimPrefixes.Select(prefix => (prefix, HeaderRule.Claim)),
    ];

    private static readonly FrozenDictionary<string, HeaderRule>.AlternateLookup<ReadOnlySpan<char>> s_names = KnownHeaders.Names()
        .ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // The lengths with a possible rule, one bit each, by a name's first two letters. Most names are decided here.
    private static readonly ulong[] s_lengths = Lengths();

    /// <summary>Returns the rule for a name.</summary>
    public static HeaderRule Of(ReadOnlySpan<char> name)
    {
        if (name.Length > 1 && (s_lengths[Bucket(name)] >> Math.Min(name.Length, 63) & 1) != 0)
            return OfCandidate(name);

        // HTTP/2 and HTTP/3 pseudo headers, such as ":path", are checked by the server.
        return !name.IsEmpty && (HttpSyntax.IsToken(name) || name[0] == ':') ? HeaderRule.Pass : HeaderRule.Invalid;
    }

    private static HeaderRule OfCandidate(ReadOnlySpan<char> name)
    {
        // The two headers of nearly every request.
        if (name is "Host")
            return HeaderRule.Host;
        if (name is "Connection")
            return HeaderRule.Connection;
        if (!HttpSyntax.IsToken(name))
            return HeaderRule.Invalid;

        Span<char> buffer = stackalloc char[MaxLength];
        var plain = buffer[..Math.Min(name.Length, MaxLength)];
        for (var i = 0; i < plain.Length; i++)
            plain[i] = char.IsAsciiLetterOrDigit(name[i]) ? (char)(name[i] | 0x20) : '-';

        var rule = name.Length <= MaxLength && s_names.TryGetValue(plain, out var known) ? known : OfPrefix(plain);
        return rule != HeaderRule.Pass && name.ContainsAny(s_aliasSigns) ? HeaderRule.Remove : rule;
    }

    private static HeaderRule OfPrefix(ReadOnlySpan<char> plain)
    {
        foreach (var (prefix, rule) in s_prefixes)
        {
            if (plain.Length > 3 && plain[2] == prefix[2] && plain[3] == prefix[3] && plain.StartsWith(prefix, StringComparison.Ordinal))
                return rule;
        }

        return HeaderRule.Pass;
    }

    private static ulong[] Lengths()
    {
        var lengths = new ulong[32 * 32];
        foreach (var name in KnownHeaders.Names().Keys)
            lengths[Bucket(name)] |= 1UL << name.Length;
        foreach (var (prefix, _) in s_prefixes)
            lengths[Bucket(prefix)] |= ulong.MaxValue << prefix.Length;
        return lengths;
    }

    private static int Bucket(ReadOnlySpan<char> name)
        => ((name[0] & 31) << 5) | (char.IsAsciiLetter(name[1]) ? name[1] & 31 : 0);
}
