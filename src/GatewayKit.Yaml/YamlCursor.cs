using System.Buffers;

namespace GatewayKit.Yaml;

/// <summary>A position in the text, and the steps over spaces, line breaks and comments. Only CR, LF and CR LF end a line (YAML 1.2.2, 5.4).</summary>
internal sealed class YamlCursor
{
    // A control character, or half a surrogate pair, is never text (5.1).
    private static readonly SearchValues<char> s_controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except("\t\n\r"), (char)0x7f, (char)0xfffe, (char)0xffff]);

    private readonly string _text;
    private int _lineStart;
    private int _line = 1;

    public YamlCursor(string text)
    {
        _text = text;
        if (text.AsSpan().IndexOfAny(s_controls) is >= 0 and var control)
        {
            while (Position < control)
                Advance();
            throw Error("The text contains a control character, which YAML doesn't allow.");
        }
    }

    public int Position { get; private set; }

    /// <summary>The column from 0.</summary>
    public int Column => Position - _lineStart;

    public int Line => _line;

    public bool IsAtEnd => Position >= _text.Length;

    /// <summary>The character at the position; a line feed at the end, so that a last line without a break is a line.</summary>
    public char Current => Peek(0);

    /// <summary>Whether a line break, or the end of the text, is next.</summary>
    public bool IsAtBreak => IsBreak(Current);

    /// <summary>Whether <c>---</c> or <c>...</c> is next, at the beginning of a line and by itself.</summary>
    public bool IsAtDocumentMarker => Column == 0 && (StartsWith("---") || StartsWith("...")) && IsBlank(Peek(3));

    /// <summary>Whether nothing but indentation stands before the position in its line.</summary>
    public bool IsFirstOnLine => _text.AsSpan(_lineStart, Column).IndexOfAnyExcept(' ', '\t') < 0;

    /// <summary>The spaces at the beginning of the line: its indentation. A tab ends it.</summary>
    public int Indentation
    {
        get
        {
            var spaces = _text.AsSpan(_lineStart).IndexOfAnyExcept(' ');
            return spaces < 0 ? _text.Length - _lineStart : spaces;
        }
    }

    public static bool IsBreak(char c) => c is '\n' or '\r';

    public static bool IsSpace(char c) => c is ' ' or '\t';

    public static bool IsBlank(char c) => IsSpace(c) || IsBreak(c);

    public static bool IsFlowIndicator(char c) => c is ',' or '[' or ']' or '{' or '}';

    public char Peek(int offset)
    {
        var index = Position + offset;
        return index >= 0 && index < _text.Length ? _text[index] : '\n';
    }

    /// <summary>Whether an indicator is next that only counts when a space, a break or the end follows.</summary>
    public bool IsAt(char indicator) => !IsAtEnd && Current == indicator && IsBlank(Peek(1));

    public bool StartsWith(string text) => string.CompareOrdinal(_text, Position, text, 0, text.Length) == 0;

    /// <summary>The text from a position to this one.</summary>
    public string From(int start) => _text[start..Position];

    /// <summary>The rest of the line, without its break.</summary>
    public ReadOnlySpan<char> RestOfLine()
    {
        var rest = _text.AsSpan(Position);
        return rest.IndexOfAny('\n', '\r') is >= 0 and var end ? rest[..end] : rest;
    }

    public void Advance(int count = 1)
    {
        for (; count > 0 && !IsAtEnd; count--)
        {
            var isEnd = _text[Position] == '\n' || (_text[Position] == '\r' && (Position + 1 == _text.Length || Peek(1) != '\n'));
            Position++;
            if (isEnd)
                (_line, _lineStart) = (_line + 1, Position);
        }
    }

    /// <summary>Steps over characters of the line at hand.</summary>
    public void SkipInLine(int count) => Position += count;

    /// <summary>Steps over a line break.</summary>
    public void SkipBreak() => Advance(Current == '\r' && Peek(1) == '\n' ? 2 : 1);

    public void SkipSpaces()
    {
        while (!IsAtEnd && IsSpace(_text[Position]))
            Position++;
    }

    /// <summary>Steps over spaces, line breaks and comments to the next token.</summary>
    public void SkipToToken()
    {
        while (true)
        {
            SkipSpaces();
            SkipComment();
            if (IsAtEnd || !IsAtBreak)
                return;
            SkipBreak();
        }
    }

    /// <summary>Steps to the end of a line on which nothing but a comment may follow.</summary>
    /// <exception cref="YamlSyntaxException">Something else follows.</exception>
    public void SkipLineEnd()
    {
        SkipSpaces();
        SkipComment();
        if (IsAtBreak)
            return;
        throw Error(Current == ':'
            ? "A mapping can't begin here. Put the key on a line of its own, or the value in quotes."
            : $"Unexpected text after the value: '{Current}'.");
    }

    /// <summary>Refuses a tab between a position of this line and here: only spaces indent.</summary>
    public void RefuseTab(int start)
    {
        start = Math.Max(start, _lineStart);
        if (_text.AsSpan(start, Position - start).IndexOf('\t') is >= 0 and var tab)
            throw new YamlSyntaxException("Tabs aren't allowed for indentation; use spaces.", _line, start + tab - _lineStart + 1);
    }

    /// <summary>The position, to return to.</summary>
    public (int Position, int LineStart, int Line) Mark() => (Position, _lineStart, _line);

    public void Return((int Position, int LineStart, int Line) mark) => (Position, _lineStart, _line) = mark;

    public YamlSyntaxException Error(string message) => new(message, _line, Column + 1);

    private void SkipComment()
    {
        if (Current != '#' || IsAtEnd)
            return;
        if (Column > 0 && !IsBlank(Peek(-1)))
            throw Error("A comment needs a space before its '#'.");
        Position += RestOfLine().Length;
    }
}
