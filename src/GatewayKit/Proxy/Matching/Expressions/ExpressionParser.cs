namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>
/// Reads a regular expression in the syntax of RE2, which other gateways use, too. Unicode classes (<c>\p</c>) aren't supported, and flags
/// that ignore case concern the letters of ASCII. Groups only group, and lazy repetitions match what others match, because only whole
/// values are compared.
/// </summary>
internal sealed class ExpressionParser
{
    private const int Deepest = 100;

    private readonly string _pattern;
    private int _at;
    private int _depth;
    private bool _ignoresCase;
    private bool _isMultiline;
    private bool _dotIsAll;

    private ExpressionParser(string pattern) => _pattern = pattern;

    private bool IsAtEnd => _at == _pattern.Length;

    /// <exception cref="ArgumentException">The pattern is invalid; the message says why.</exception>
    public static Expression Parse(string pattern)
    {
        var parser = new ExpressionParser(pattern);
        var expression = parser.Choice();
        return parser.IsAtEnd ? expression : throw parser.Error("the parenthesis ')' has no opening one");
    }

    private Expression Choice()
    {
        if (++_depth > Deepest)
            throw Error($"it has more than {Deepest} nested groups");

        var items = new List<Expression> { Sequence() };
        while (TryTake("|"))
            items.Add(Sequence());
        _depth--;
        return items.Count == 1 ? items[0] : new Expression.Choice(items);
    }

    private Expression Sequence()
    {
        var items = new List<Expression>();
        while (!IsAtEnd && _pattern[_at] is not ('|' or ')'))
        {
            if (TryTake(@"\Q"))
            {
                var end = _pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
                items.AddRange(_pattern[_at..(end < 0 ? _pattern.Length : end)].Select(Literal));
                _at = end < 0 ? _pattern.Length : end + 2;
            }
            else if (Atom() is { } atom)
            {
                items.Add(Repeated(atom));
            }
        }

        return items.Count == 1 ? items[0] : new Expression.Sequence(items);
    }

    /// <returns>The part; null for flags.</returns>
    private Expression? Atom()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                var (set, next) = new SetParser(_pattern, _at, _ignoresCase).Parse();
                _at = next;
                return new Expression.OneOf(set);
            case '.':
                return new Expression.OneOf(_dotIsAll ? CharSet.All : CharSet.LineFeed.Complement());
            case '^':
                return new Expression.At(_isMultiline ? Anchor.LineStart : Anchor.Start);
            case '$':
                return new Expression.At(_isMultiline ? Anchor.LineEnd : Anchor.End);
            case '*' or '+' or '?':
                throw Error($"'{c}' has nothing to repeat");
            case '\\':
                return Escape();
            case >= '\ud800' and <= '\udbff' when !IsAtEnd && char.IsLowSurrogate(_pattern[_at]):
                return new Expression.Sequence([Literal(c), Literal(_pattern[_at++])]);
            default:
                return Literal(c);
        }
    }

    private Expression? Group()
    {
        var outer = (_ignoresCase, _isMultiline, _dotIsAll);
        if (TryTake("?") && !TryTake("P<") && !TryTake("<") && Flags())
            return null;
        if (_pattern[_at - 1] == '<')
            Name();
        var inner = Choice();
        if (!TryTake(")"))
            throw Error("a parenthesis '(' has no closing one");

        (_ignoresCase, _isMultiline, _dotIsAll) = outer;
        return inner;
    }

    private void Name()
    {
        var end = _pattern.IndexOf('>', _at);
        if (end <= _at || !_pattern[_at..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw Error("lookarounds aren't supported, and a name consists of letters and digits");

        _at = end + 1;
    }

    /// <summary>Reads flags up to a colon or the end of their group.</summary>
    /// <returns>Whether the group ends, so that the flags apply to the rest of the outer group.</returns>
    private bool Flags()
    {
        var isSet = true;
        while (!IsAtEnd)
        {
            switch (_pattern[_at++])
            {
                case '-':
                    isSet = false;
                    break;
                case 'i':
                    _ignoresCase = isSet;
                    break;
                case 'm':
                    _isMultiline = isSet;
                    break;
                case 's':
                    _dotIsAll = isSet;
                    break;
                case 'U':
                    break;
                case ':':
                    return false;
                case ')':
                    return true;
                default:
                    throw Error("lookarounds, atomic groups and conditions aren't supported");
            }
        }

        throw Error("a parenthesis '(' has no closing one");
    }

    private Expression Escape()
    {
        if (IsAtEnd)
            throw Error(@"it ends with '\'");

        switch (_pattern[_at])
        {
            case 'A':
                _at++;
                return new Expression.At(Anchor.Start);
            case 'z':
                _at++;
                return new Expression.At(Anchor.End);
            case 'b':
                _at++;
                return new Expression.At(Anchor.WordBoundary);
            case 'B':
                _at++;
                return new Expression.At(Anchor.NoWordBoundary);
        }

        var (set, next) = EscapeParser.Parse(_pattern, _at);
        _at = next;
        return new Expression.OneOf(_ignoresCase ? set.IgnoringCase() : set);
    }

    private Expression Repeated(Expression item)
    {
        var isRepeated = false;
        while (TimesParser.TryParse(_pattern, ref _at, out var min, out var max))
        {
            if (isRepeated)
                throw Error("a repetition can't be repeated without a group");

            item = new Expression.Repeat(item, min, max);
            isRepeated = true;
            if (!TryTake("?") && !IsAtEnd && _pattern[_at] == '+')
                throw Error("possessive repetitions aren't supported");
        }

        return item;
    }

    private Expression.OneOf Literal(char c)
    {
        var set = CharSet.Single(c);
        return new Expression.OneOf(_ignoresCase ? set.IgnoringCase() : set);
    }

    private bool TryTake(string text)
    {
        if (string.CompareOrdinal(_pattern, _at, text, 0, text.Length) != 0)
            return false;

        _at += text.Length;
        return true;
    }

    private ArgumentException Error(string message) => new($"{message} (character {_at}).");
}
