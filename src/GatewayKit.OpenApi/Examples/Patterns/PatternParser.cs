using System.Globalization;
using GatewayKit.OpenApi.Schemas.Patterns;

namespace GatewayKit.OpenApi.Examples.Patterns;

/// <summary>Reads a pattern of ECMA-262 that is known to be valid into parts that write.</summary>
internal sealed class PatternParser
{
    private readonly PatternCursor _cursor;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _groups;
    private bool _ignoresSpace;

    private PatternParser(string pattern) => _cursor = new PatternCursor(PatternLiteral.Read(pattern)?.Pattern ?? pattern, tolerant: true);

    /// <summary>What stands in lookaheads: texts that are asked for somewhere.</summary>
    public List<PatternPart> Wanted { get; } = [];

    public bool IsAnchoredAtStart { get; private set; }

    public bool IsAnchoredAtEnd { get; private set; }

    /// <exception cref="PatternException">The pattern matches nothing.</exception>
    public static (PatternPart Part, PatternParser Parser) Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        return (parser.Alternatives(), parser);
    }

    private PatternPart Alternatives()
    {
        var alternatives = new List<PatternPart>();
        var parts = new List<PatternPart>();
        while (!_cursor.AtEnd && _cursor.Peek != ')')
        {
            if (_ignoresSpace && _cursor.SkipSpace())
                continue;
            if (parts.Count == 0 && _cursor.Take("(?<="))
            {
                parts.Add(Inner()); // What must stand before is written, if it is not the end of something else.
                continue;
            }
            if (!_cursor.Take("|"))
            {
                parts.Add(Quantified(Term()));
                continue;
            }
            alternatives.Add(Join(parts));
            parts.Clear();
        }
        alternatives.Add(Join(parts));
        return alternatives.Count == 1 ? alternatives[0] : new Alternation([.. alternatives]);
    }

    private static PatternPart Join(List<PatternPart> parts) => parts.Count == 1 ? parts[0] : new Sequence([.. parts]);

    private PatternPart Term()
    {
        if (_cursor.Take("^"))
        {
            IsAnchoredAtStart = true;
            return Nothing.Instance;
        }
        if (_cursor.Take("$"))
        {
            IsAnchoredAtEnd = true;
            return Nothing.Instance;
        }
        if (_cursor.Take("."))
            return Set(CodePointSet.LineTerminators, negated: true);
        if (_cursor.Take("["))
        {
            var (set, negated) = PatternClass.Read(_cursor);
            return Set(set, negated);
        }
        if (_cursor.Take("("))
            return Parenthesis();
        return _cursor.Take("\\") ? Escape() : Characters.Of(_cursor.Next());
    }

    private static Characters Set(CodePointSet set, bool negated)
    {
        if (Characters.Of(set, negated) is not { } characters)
            throw new PatternException("no character is in a class");
        return characters;
    }

    private PatternPart Parenthesis()
    {
        if (_cursor.Take("?:"))
            return Inner();
        if (_cursor.Take("?="))
        {
            Wanted.Add(Inner());
            return Nothing.Instance;
        }
        if (_cursor.Take("?!") || _cursor.Take("?<=") || _cursor.Take("?<!"))
        {
            Inner();
            return Nothing.Instance;
        }
        if (_cursor.Peek == '?' && !_cursor.Is("?<") && !_cursor.Is("?P<"))
            return Extension();
        var number = ++_groups;
        if (_cursor.Take("?<") || _cursor.Take("?P<"))
            _names[_cursor.Until('>')] = number;
        return new Group(Inner(), number);
    }

    /// <summary>What other languages than ECMA-262 have in parentheses.</summary>
    private PatternPart Extension()
    {
        if (_cursor.Take("?>"))
            return Inner();
        if (_cursor.Take("?P="))
            return new BackReference(_names.GetValueOrDefault(_cursor.Until(')')));
        if (_cursor.Take("?#"))
            _cursor.Until(')');
        else
            return Flags();
        return Nothing.Instance;
    }

    private PatternPart Flags()
    {
        var (on, off) = PatternLiteral.Flags(_cursor);
        _ignoresSpace = (_ignoresSpace || on.HasFlag(PatternFlags.IgnoreSpace)) && !off.HasFlag(PatternFlags.IgnoreSpace);
        if (_cursor.Take(":"))
            return Inner();
        _cursor.Take(")");
        return Nothing.Instance;
    }

    private PatternPart Inner()
    {
        var part = Alternatives();
        _cursor.Take(")");
        return part;
    }

    private PatternPart Escape()
    {
        if (_cursor.Take("b") || _cursor.Take("B"))
            return Nothing.Instance;
        if (_cursor.Peek is >= '1' and <= '9')
            return new BackReference(Number(_cursor.Digits()));
        if (_cursor.Take("k<"))
            return new BackReference(_names.GetValueOrDefault(_cursor.Until('>')));
        if (_cursor.Take("A"))
            IsAnchoredAtStart = true;
        else if (_cursor.Take("Z") || _cursor.Take("z"))
            IsAnchoredAtEnd = true;
        else
            return Character();
        return Nothing.Instance;
    }

    private PatternPart Character()
    {
        if (_cursor.Take("R"))
            return Characters.Of('\n');
        if (_cursor.Take("Q"))
            return new Sequence([.. _cursor.UntilOrEnd(@"\E").EnumerateRunes().Select(rune => Characters.Of(rune.Value))]);
        return PatternEscapes.Set(_cursor) is { } set ? Set(set, negated: false) : Characters.Of(PatternEscapes.Character(_cursor));
    }

    private PatternPart Quantified(PatternPart part)
    {
        var (minimum, maximum) = Bounds();
        if (!_cursor.Take("?") && (minimum, maximum) != (1, 1))
            _cursor.Take("+");
        return (minimum, maximum) == (1, 1) ? part : new Repetition(part, minimum, maximum);
    }

    private (int Minimum, int Maximum) Bounds()
    {
        if (_cursor.Take("*"))
            return (0, PatternPart.Endless);
        if (_cursor.Take("+"))
            return (1, PatternPart.Endless);
        if (_cursor.Take("?"))
            return (0, 1);
        var start = _cursor.Position;
        if (_cursor.Take("{") && _cursor.Digits() is { } least)
        {
            var greatest = _cursor.Take(",") ? _cursor.Digits() ?? "" : least;
            if (_cursor.Take("}"))
                return (Number(least), greatest.Length == 0 ? PatternPart.Endless : Number(greatest));
        }
        _cursor.Position = start;
        return (1, 1);
    }

    private static int Number(string? digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Math.Min(value, PatternPart.Endless) : PatternPart.Endless;
}
