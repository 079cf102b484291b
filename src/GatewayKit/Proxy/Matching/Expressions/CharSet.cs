namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>A set of UTF-16 characters. Those of ASCII are bits, others are ranges. Immutable.</summary>
internal sealed class CharSet
{
    private static readonly CharSet[] s_singles = [.. Enumerable.Range(0, 128).Select(c => Of(((char)c, (char)c)))];

    private readonly UInt128 _ascii;
    private readonly (char First, char Last)[] _others;

    private CharSet(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = Merge(ranges);
        foreach (var (first, last) in merged)
        {
            for (var c = first; c <= Math.Min(last, 127); c++)
                _ascii |= UInt128.One << c;
        }

        Ranges = merged;
        _others = [.. merged
            .Where(range => range.Last > 127)
            .Select(range => ((char)Math.Max(range.First, 128), (char)range.Last))];
    }

    public static CharSet Digits { get; } = Of(('0', '9'));

    public static CharSet WordCharacters { get; } = Of(('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_'));

    public static CharSet Spaces { get; } = Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));

    public static CharSet LineFeed { get; } = Of(('\n', '\n'));

    public static CharSet All { get; } = Of(('\0', '\uffff'));

    /// <summary>The ranges in order, which neither overlap nor touch.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CharSet Of(params IEnumerable<(char First, char Last)> ranges)
        => new(ranges.Select(range => ((int)range.First, (int)range.Last)));

    public static CharSet Single(char c) => c < 128 ? s_singles[c] : Of((c, c));

    /// <summary>Returns the characters that are in one of some sets.</summary>
    public static CharSet Union(IEnumerable<CharSet> sets) => new(sets.SelectMany(set => set.Ranges));

    /// <summary>Returns all other characters.</summary>
    public CharSet Complement()
    {
        var others = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
                others.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= char.MaxValue)
            others.Add((next, char.MaxValue));
        return new CharSet(others);
    }

    /// <summary>Returns the characters and the letters of ASCII that differ only in case.</summary>
    public CharSet IgnoringCase() => new([.. Ranges, .. Moved('A', 'Z', 32), .. Moved('a', 'z', -32)]);

    public bool Contains(char c) => c < 128 ? ((_ascii >> c) & UInt128.One) != UInt128.Zero : IsInOthers(c);

    /// <summary>The part of a range of letters that is in the set, moved to the letters of the other case.</summary>
    private IEnumerable<(int First, int Last)> Moved(char from, char to, int by) => Ranges
        .Select(range => (First: Math.Max(range.First, from) + by, Last: Math.Min(range.Last, to) + by))
        .Where(range => range.First <= range.Last);

    private bool IsInOthers(char c)
    {
        // A set can have thousands of ranges, and each step of a match looks one up.
        var (low, high) = (0, _others.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (c < _others[middle].First)
                high = middle - 1;
            else if (c > _others[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    private static List<(int First, int Last)> Merge(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.Order())
        {
            if (merged is [.., var before] && range.First <= before.Last + 1)
                merged[^1] = (before.First, Math.Max(before.Last, range.Last));
            else
                merged.Add(range);
        }

        return merged;
    }
}
