using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GatewayKit.JsonSchema.Patterns;

/// <summary>Translates an ECMA-262 pattern with the semantics of the flag u to .NET. One thing differs: <c>\b</c> treats any Unicode letter
/// as a letter, which doesn't need backtracking. In tolerant mode, extensions of PCRE, Java, Python and .NET are read with their
/// meaning.</summary>
internal sealed class EcmaTranslator
{
    private const int MaxDepth = 200;
    private const long LargestSize = 1_000_000_000;

    private readonly PatternCursor _cursor;
    private readonly StringBuilder _output = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly List<string> _references = [];
    private PatternFlags _flags;
    private int _groups;
    private int _depth;
    private bool _backtracks;
    private long _size;

    private EcmaTranslator(string pattern, bool tolerant, PatternFlags flags)
        => (_cursor, _flags) = (new PatternCursor(pattern, tolerant), flags);

    /// <exception cref="PatternException">The pattern isn't valid.</exception>
    public static TranslatedPattern Translate(string pattern, bool tolerant = false)
    {
        var literal = tolerant ? PatternLiteral.Read(pattern) : null;
        var translator = new EcmaTranslator(literal?.Pattern ?? pattern, tolerant, literal?.Flags ?? default);
        if (translator._flags.HasFlag(PatternFlags.IgnoreCase))
            translator._output.Append("(?i)");
        translator.Alternatives();
        if (!translator._cursor.AtEnd)
            translator._cursor.Fail("')' has no '('");
        if (translator._references.Find(name => !translator._names.Contains(name)) is { } missing)
            throw new PatternException($"the group of the back reference '{missing.TrimStart('_')}' doesn't exist");
        return new TranslatedPattern(translator._output.ToString(),
            translator._backtracks, Math.Max(1, translator._size), literal is null ? translator._cursor.Extension : "/.../");
    }

    private void Alternatives()
    {
        if (++_depth > MaxDepth)
            _cursor.Fail("it is nested too deeply");
        while (!_cursor.AtEnd && _cursor.Peek != ')')
        {
            if (_flags.HasFlag(PatternFlags.IgnoreSpace) && _cursor.SkipSpace())
                continue;
            var (start, size) = (_output.Length, _size);
            if (_cursor.Take("|"))
                _output.Append('|');
            else if (Term())
                Quantifier(start, size);
        }
        _depth--;
    }

    /// <summary>Translates one assertion or atom, and returns whether it can be repeated.</summary>
    private bool Term()
    {
        if (_cursor.Take("^"))
            return Append(_flags.HasFlag(PatternFlags.Multiline) ? "(?m:^)" : "^", repeats: false);
        if (_cursor.Take("$"))
            return Append(_flags.HasFlag(PatternFlags.Multiline) ? "(?m:$)" : @"\z", repeats: false);
        if (_cursor.Take("."))
            return Append(_flags.HasFlag(PatternFlags.DotAll) ? @"[\s\S]" : CodePointSet.LineTerminators.ToPattern(negated: true));
        if (_cursor.Take("["))
            return Append(PatternClass.Translate(_cursor));
        if (_cursor.Take("("))
            return Group();
        if (_cursor.Take("\\"))
            return Escape();
        if (_cursor.Peek is '*' or '+' or '?' || IsQuantifier())
            _cursor.Fail("there is nothing to repeat");
        return Literal(_cursor.Next());
    }

    private bool Group()
    {
        var repeats = true;
        var flags = _flags;
        if (_cursor.Take("?:"))
        {
            _output.Append("(?:");
        }
        else if (_cursor.Take("?=") || _cursor.Take("?!"))
        {
            Lookaround("");
        }
        else if (_cursor.Take("?<=") || _cursor.Take("?<!"))
        {
            Lookaround("<");
            repeats = false;
        }
        else if (_cursor.TakeExtension("?>"))
        {
            _output.Append("(?>");
            _backtracks = true;
        }
        else if (_cursor.TakeExtension("?#"))
        {
            _cursor.Until(')');
            return false;
        }
        else if (_cursor.TakeExtension("?P="))
        {
            return Reference("n" + _cursor.Until(')'));
        }
        else if (_cursor.Peek == '?' && !_cursor.Is("?<") && !_cursor.Is("?P<"))
        {
            // Flags up to the end of the enclosing group.
            if (!Flags())
                return false;
        }
        else
        {
            Capture();
        }
        Alternatives();
        if (!_cursor.Take(")"))
            _cursor.Fail("')' is missing");
        _flags = flags;
        return Append(")", repeats);
    }

    /// <summary>Reads flags, and returns whether they start a group of their own, as in ECMAScript 2025.</summary>
    private bool Flags()
    {
        var (on, off) = PatternLiteral.Flags(_cursor);
        _flags = (_flags | on) & ~off;
        var written = (on.HasFlag(PatternFlags.IgnoreCase) ? "i" : "") + (off.HasFlag(PatternFlags.IgnoreCase) ? "-i" : "");
        if (_cursor.Take(":"))
        {
            _output.Append("(?").Append(written).Append(':');
            return true;
        }
        if (!_cursor.Take(")"))
            _cursor.Fail("'(?' is followed by something unknown");
        _cursor.Extend("(?i)");
        if (written.Length > 0)
            _output.Append("(?").Append(written).Append(')');
        return false;
    }

    private void Lookaround(string direction)
    {
        _cursor.Position--;
        _output.Append("(?").Append(direction).Append((char)_cursor.Next());
        _backtracks = true;
    }

    /// <summary>Renames groups, because .NET numbers named groups last.</summary>
    private void Capture()
    {
        var number = "_" + (++_groups).ToString(CultureInfo.InvariantCulture);
        var name = number;
        if (_cursor.Take("?<") || _cursor.TakeExtension("?P<"))
        {
            name = _cursor.Until('>');
            if (!Regex.IsMatch(name, @"\A[\p{L}_$][\p{L}\p{N}_$]*\z", RegexOptions.NonBacktracking) || !_names.Add("n" + name))
                _cursor.Fail("the name of a group isn't valid or is a duplicate");
            _aliases["n" + name] = number;
        }
        _names.Add(number);
        _output.Append("(?<g").Append(number).Append('>');
    }

    private bool Escape()
    {
        if (_cursor.Take("b") || _cursor.Take("B"))
        {
            _cursor.Position--;
            return Append("\\" + (char)_cursor.Next(), repeats: false);
        }
        if (_cursor.Peek is >= '1' and <= '9')
            return Reference("_" + _cursor.Digits());
        if (_cursor.Take("k<"))
            return Reference("n" + _cursor.Until('>'));
        if (PatternEscapes.Set(_cursor) is { } set)
            return Append(set.ToPattern(negated: false));
        foreach (var anchor in (ReadOnlySpan<string>)["A", "Z", "z"])
        {
            if (_cursor.TakeExtension(anchor))
                return Append("\\" + anchor, repeats: false);
        }
        if (_cursor.TakeExtension("R"))
            return Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
        if (_cursor.TakeExtension("Q"))
            return Quoted(_cursor.UntilOrEnd(@"\E"));
        return Literal(PatternEscapes.Character(_cursor));
    }

    /// <summary>A group that didn't participate matches the empty string in ECMA-262, and fails in .NET.</summary>
    private bool Reference(string name)
    {
        _references.Add(name);
        _backtracks = true;
        var group = "g" + _aliases.GetValueOrDefault(name, name);
        // A reference before its group: the group hasn't participated yet.
        return _names.Contains(name) ? Append($"(?({group})\\k<{group}>)") : Append("(?:)");
    }

    private bool Literal(int codePoint)
    {
        if (codePoint > 0xFFFF)
            return Append($"(?:{char.ConvertFromUtf32(codePoint)})");
        return Append(Regex.Escape(((char)codePoint).ToString())
            .Replace("]", "\\]", StringComparison.Ordinal)
            .Replace("}", "\\}", StringComparison.Ordinal));
    }

    /// <summary>Writes literal text, of which a quantifier repeats only the last character.</summary>
    private bool Quoted(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Literal(rune.Value);
        return false;
    }

    /// <param name="atom">The start of the repeated atom.</param>
    /// <param name="size">The cost of the pattern without the atom.</param>
    private void Quantifier(int atom, long size)
    {
        if (_cursor.Peek is '*' or '+' or '?')
        {
            _output.Append((char)_cursor.Next());
        }
        else if (IsQuantifier())
        {
            _cursor.Next();
            _size = Math.Min(LargestSize, size + ((_size - size) * Bounds(_cursor.Until('}'))));
        }
        else
        {
            return;
        }
        if (_cursor.Take("?"))
            _output.Append('?');
        else if (_cursor.TakeExtension("+"))
            Possess(atom);
        if (_cursor.Peek is '*' or '+' or '?' || IsQuantifier())
            _cursor.Fail("there is nothing to repeat");
    }

    /// <summary>A possessive quantifier doesn't backtrack.</summary>
    private void Possess(int atom)
    {
        _output.Insert(atom, "(?>").Append(')');
        _backtracks = true;
    }

    /// <summary>Writes the bounds of a repetition, and returns the number of copies of the atom.</summary>
    private long Bounds(string bounds)
    {
        var parts = bounds.Split(',');
        if (parts.Any(part => part.Length > 9))
            _cursor.Fail("a repetition is too large");
        if (parts.Length == 2
            && parts[1].Length > 0
            && int.Parse(parts[0], CultureInfo.InvariantCulture) > int.Parse(parts[1], CultureInfo.InvariantCulture))
            _cursor.Fail("the bounds of a repetition are in the wrong order");
        _output.Append('{').Append(bounds).Append('}');
        return Math.Max(1, long.Parse(parts is [.., { Length: > 0 } most] ? most : parts[0], CultureInfo.InvariantCulture));
    }

    private bool IsQuantifier()
    {
        if (_cursor.Peek != '{')
            return false;
        var start = _cursor.Position++;
        var found = _cursor.Digits() is not null
            && (_cursor.Is("}") || (_cursor.Take(",") && (_cursor.Digits() is not null || true) && _cursor.Is("}")));
        _cursor.Position = start;
        return found;
    }

    private bool Append(string text, bool repeats = true)
    {
        _size++;
        _output.Append(text);
        return repeats;
    }
}
