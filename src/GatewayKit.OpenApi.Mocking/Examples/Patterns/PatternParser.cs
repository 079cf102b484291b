using System.Globalization;
using GatewayKit.JsonSchema.Patterns;

namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>Parses a valid ECMA-262 pattern into parts that write text.</summary>
internal sealed class PatternParser
{
    private readonly PatternCursor _cursor;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _groups;
    private bool _ignoresSpace;

    private PatternParser(string pattern) => _cursor = new PatternCursor(PatternLiteral.Read(pattern)?.Pattern ?? pattern, tolerant: true);

    /// <summary>The contents of lookaheads: texts that are required somewhere.</summary>
    public List<PatternPart> Wanted { get; } = [];

    public bool IsAnchoredAtStart { get; private set; }

    public bool IsAnchoredAtEnd { get; private set; }

    /// <exception cref="PatternException">The pattern can't match anything.</exception>
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
                parts.Add(Inner()); // A lookbehind's text is written, unless it is the end of something else.
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
            return ZeroWidthAssertion.Instance;
        }
        if (_cursor.Take("$"))
        {
            IsAnchoredAtEnd = true;
            return ZeroWidthAssertion.Instance;
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
            throw new PatternException("a class doesn't contain any characters");
        return characters;
    }

    private PatternPart Parenthesis()
    {
        if (_cursor.Take("?:"))
            return Inner();
        if (_cursor.Take("?="))
        {
            Wanted.Add(Inner());
            return ZeroWidthAssertion.Instance;
        }
        if (_cursor.Take("?!") || _cursor.Take("?<=") || _cursor.Take("?<!"))
        {
            Inner();
            return ZeroWidthAssertion.Instance;
        }
        if (_cursor.Peek == '?' && !_cursor.Is("?<") && !_cursor.Is("?P<"))
            return Extension();
        var number = ++_groups;
        if (_cursor.Take("?<") || _cursor.Take("?P<"))
            _names[_cursor.Until('>')] = number;
        return new Group(Inner(), number);
    }

    /// <summary>Skips the parenthesized syntax of languages other than ECMA-262.</summary>
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
        return ZeroWidthAssertion.Instance;
    }

    private PatternPart Flags()
    {
        var (on, off) = PatternLiteral.Flags(_cursor);
        _ignoresSpace = (_ignoresSpace || on.HasFlag(PatternFlags.IgnoreSpace)) && !off.HasFlag(PatternFlags.IgnoreSpace);
        if (_cursor.Take(":"))
            return Inner();
        _cursor.Take(")");
        return ZeroWidthAssertion.Instance;
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
            return ZeroWidthAssertion.Instance;
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
        return ZeroWidthAssertion.Instance;
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

    private static int Number(string? digits)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Math.Min(value, PatternPart.Endless)
            : PatternPart.Endless;
}
