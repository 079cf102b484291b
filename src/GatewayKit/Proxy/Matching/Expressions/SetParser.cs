namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>Reads a set of characters in brackets.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="at">The position after the bracket.</param>
/// <param name="ignoresCase">Whether the case of ASCII letters has no meaning.</param>
internal sealed class SetParser(string pattern, int at, bool ignoresCase)
{
    private static readonly Dictionary<string, (char, char)[]> s_named = new(StringComparer.Ordinal)
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [('\0', '\x7f')],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [('\0', '\x1f'), ('\x7f', '\x7f')],
        ["digit"] = [('0', '9')],
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = [('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')],
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    };

    private int _at = at;

    /// <returns>The characters, and the position after the closing bracket.</returns>
    public (CharSet Set, int Next) Parse()
    {
        var isNegated = TryTake('^');
        var sets = new List<CharSet>();
        do
        {
            sets.Add(Named() ?? Range());
        }
        while (!TryTake(']'));

        var set = CharSet.Union(sets);
        if (ignoresCase)
            set = set.IgnoringCase();
        return (isNegated ? set.Complement() : set, _at);
    }

    private CharSet? Named()
    {
        var end = string.CompareOrdinal(pattern, _at, "[:", 0, 2) == 0 ? pattern.IndexOf(":]", _at + 2, StringComparison.Ordinal) : -1;
        if (end < 0)
            return null;

        var name = pattern[(_at + 2)..end];
        var isNegated = name.StartsWith('^');
        if (!s_named.TryGetValue(isNegated ? name[1..] : name, out var ranges))
            throw new ArgumentException($"'[:{name}:]' isn't a class.");

        _at = end + 2;
        var set = CharSet.Of(ranges);
        return isNegated ? set.Complement() : set;
    }

    private CharSet Range()
    {
        var first = Item();
        if (_at + 1 >= pattern.Length || pattern[_at] != '-' || pattern[_at + 1] == ']')
            return first;

        _at++;
        var last = Item();
        return first.Ranges is [var (from, same)] && from == same && last.Ranges is [var (to, alike)] && to == alike && from <= to
            ? CharSet.Of(((char)from, (char)to))
            : throw new ArgumentException("a range in brackets isn't in order, or doesn't begin and end with a character.");
    }

    private CharSet Item()
    {
        if (_at >= pattern.Length)
            throw new ArgumentException("a bracket '[' has no closing one.");

        var c = pattern[_at++];
        if (char.IsSurrogate(c))
            throw new ArgumentException("a character beyond U+FFFF can't be in brackets.");
        if (c != '\\')
            return CharSet.Single(c);
        if (_at >= pattern.Length)
            throw new ArgumentException("a bracket '[' has no closing one.");

        var (set, next) = EscapeParser.Parse(pattern, _at);
        _at = next;
        return set;
    }

    private bool TryTake(char c)
    {
        if (_at >= pattern.Length)
            throw new ArgumentException("a bracket '[' has no closing one.");
        if (pattern[_at] != c)
            return false;

        _at++;
        return true;
    }
}
