using System.Buffers;

namespace GatewayKit.Yaml;

/// <summary>A position in the text that skips spaces, line breaks and comments.
/// Only CR, LF and CR LF end a line (YAML 1.2.2, 5.4).</summary>
internal sealed class YamlCursor
{
    // Control characters and lone surrogates aren't allowed (5.1).
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

    /// <summary>Gets the column, from 0.</summary>
    public int Column => Position - _lineStart;

    public int Line => _line;

    public bool IsAtEnd => Position >= _text.Length;

    /// <summary>Gets the character at the position; a line feed at the end, so that every line ends with a break.</summary>
    public char Current => Peek(0);

    /// <summary>Gets a value that indicates whether the next character is a line break or the end of the text.</summary>
    public bool IsAtBreak => IsBreak(Current);

    /// <summary>Gets a value that indicates whether the line begins with the marker <c>---</c> or <c>...</c> at this position.</summary>
    public bool IsAtDocumentMarker => Column == 0 && (StartsWith("---") || StartsWith("...")) && IsBlank(Peek(3));

    /// <summary>Gets a value that indicates whether only indentation precedes the position on its line.</summary>
    public bool IsFirstOnLine => _text.AsSpan(_lineStart, Column).IndexOfAnyExcept(' ', '\t') < 0;

    /// <summary>Gets the number of spaces at the beginning of the line. A tab ends the indentation.</summary>
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

    /// <summary>Returns whether the next character is an indicator that is followed by a space, a break or the end.</summary>
    public bool IsAt(char indicator) => !IsAtEnd && Current == indicator && IsBlank(Peek(1));

    public bool StartsWith(string text) => string.CompareOrdinal(_text, Position, text, 0, text.Length) == 0;

    /// <summary>Returns the text from a position to the current one.</summary>
    public string From(int start) => _text[start..Position];

    /// <summary>Returns the rest of the line without its break.</summary>
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

    /// <summary>Skips characters of the current line.</summary>
    public void SkipInLine(int count) => Position += count;

    /// <summary>Skips a line break.</summary>
    public void SkipBreak() => Advance(Current == '\r' && Peek(1) == '\n' ? 2 : 1);

    public void SkipSpaces()
    {
        while (!IsAtEnd && IsSpace(_text[Position]))
            Position++;
    }

    /// <summary>Skips spaces, line breaks and comments up to the next token.</summary>
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

    /// <summary>Skips to the end of a line on which only a comment may follow.</summary>
    /// <exception cref="YamlSyntaxException">Other text follows.</exception>
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

    /// <summary>Rejects a tab between a position of this line and the current one: only spaces indent.</summary>
    public void RefuseTab(int start)
    {
        start = Math.Max(start, _lineStart);
        if (_text.AsSpan(start, Position - start).IndexOf('\t') is >= 0 and var tab)
            throw new YamlSyntaxException("Tabs aren't allowed for indentation; use spaces.", _line, start + tab - _lineStart + 1);
    }

    /// <summary>Skips text whose number of line feeds is known.</summary>
    public void Jump(int length, int lines)
    {
        Position += length;
        _line += lines;
        _lineStart = _text.LastIndexOf('\n', Position - 1) + 1;
    }

    /// <summary>Returns the position, to return to it later.</summary>
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
