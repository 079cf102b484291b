namespace GatewayKit.Bodies;

/// <summary>
/// The text of a document on its way to the reader of XML, which reads all attributes of an element at once, in a time that grows with the
/// square of their number, and doesn't say where a document type definition is. Both are found here, before the reader sees them.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class CheckedMarkup(TextReader text) : TextReader
{
    private Markup _within = Markup.Text;
    private char _quote;
    private int _attributes;

    /// <summary>The characters that can be the beginning of the end: hyphens of a comment, brackets of data, a question mark.</summary>
    private int _ending;

    private bool _hasRoot;
    private int _line = 1;
    private int _position;

    /// <exception cref="ConversionException">The document has a document type definition, or an element with too many
    /// attributes.</exception>
    public override int Read(Span<char> buffer)
    {
        var count = text.Read(buffer);
        Check(buffer[..count]);
        return count;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<char> read)
    {
        while (!read.IsEmpty)
        {
            var skipped = Skippable(read);
            if (!_hasRoot)
                Count(read[..skipped]);
            read = read[skipped..];
            if (read.IsEmpty)
                return;

            Check(read[0]);
            if (!_hasRoot)
                Count(read[..1]);
            read = read[1..];
        }
    }

    /// <summary>Returns the number of characters that don't change anything.</summary>
    private int Skippable(ReadOnlySpan<char> read)
    {
        var next = _within switch
        {
            Markup.Text => read.IndexOf('<'),
            Markup.Tag => read.IndexOfAny('"', '\'', '>'),
            Markup.Value => read.IndexOf(_quote),
            Markup.Comment when _ending == 0 => read.IndexOf('-'),
            Markup.Data when _ending == 0 => read.IndexOf(']'),
            Markup.Instruction when _ending == 0 => read.IndexOf('?'),
            _ => 0,
        };
        return next < 0 ? read.Length : next;
    }

    private void Check(char read)
    {
        switch (_within)
        {
            case Markup.Text:
                _within = Markup.Opening;
                break;
            case Markup.Opening:
                Begin(read);
                break;
            case Markup.Declaration:
                if (read == 'D' && !_hasRoot)
                    throw HasTypeDefinition();
                _within = read switch { '-' => Markup.CommentOpening, '[' => Markup.Data, _ => Markup.Tag };
                break;
            case Markup.CommentOpening:
                _within = Markup.Comment;
                break;
            case Markup.Tag:
                CheckTag(read);
                break;
            case Markup.Value:
                _within = Markup.Tag;
                break;
            case Markup.Comment:
                CheckEnd(read, '-', 2);
                break;
            case Markup.Data:
                CheckEnd(read, ']', 2);
                break;
            default:
                CheckEnd(read, '?', 1);
                break;
        }
    }

    private void Begin(char read)
    {
        (_within, _ending, _attributes) = (read switch
        {
            '!' => Markup.Declaration,
            '?' => Markup.Instruction,
            '>' => Markup.Text,
            _ => Markup.Tag,
        }, 0, 0);
        _hasRoot |= _within == Markup.Tag;
    }

    private void CheckTag(char read)
    {
        if (read == '>')
        {
            _within = Markup.Text;
            return;
        }

        if (++_attributes > XmlJsonRules.MaxAttributes)
            throw ConversionException.HasTooManyAttributes();
        (_within, _quote) = (Markup.Value, read);
    }

    private void CheckEnd(char read, char end, int count)
    {
        if (read == '>' && _ending >= count)
            _within = Markup.Text;
        _ending = read == end ? _ending + 1 : 0;
    }

    private void Count(ReadOnlySpan<char> read)
    {
        if (read.LastIndexOf('\n') is >= 0 and var end)
            (_line, _position) = (_line + read.Count('\n'), read.Length - end - 1);
        else
            _position += read.Length;
    }

    // The reader is behind "<!".
    private ConversionException HasTypeDefinition()
        => ConversionException.Invalid(
            $"has a document type definition (line {_line}, position {_position - 1}), which isn't allowed");

    private enum Markup
    {
        Text,

        /// <summary>After <c>&lt;</c>.</summary>
        Opening,

        /// <summary>After <c>&lt;!</c>.</summary>
        Declaration,

        /// <summary>After <c>&lt;!-</c>.</summary>
        CommentOpening,
        Comment,
        Data,
        Instruction,
        Tag,

        /// <summary>In the value of an attribute.</summary>
        Value,
    }
}
