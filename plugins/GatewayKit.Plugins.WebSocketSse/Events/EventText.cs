namespace GatewayKit.Plugins.WebSocketSse.Events;

/// <summary>
/// The text of an event or a comment, which is written in parts: the lines of the data aren't copied before. A message with CR, LF or CRLF
/// has several lines of data, which a client joins with LF (WHATWG HTML, section 9.2.6).
/// </summary>
internal sealed class EventText
{
    private static readonly ReadOnlyMemory<byte> s_data = "data: "u8.ToArray();
    private static readonly ReadOnlyMemory<byte> s_lineEnd = "\n"u8.ToArray();

    private ReadOnlyMemory<byte> _part;
    private ReadOnlyMemory<byte> _lines;
    private Step _next = Step.None;
    private bool _isLast;

    private enum Step
    {
        None,
        Name,
        Line,
        LineEnd,
        End,
    }

    /// <summary>Gets whether the whole text was written.</summary>
    public bool IsEmpty => _part.IsEmpty && _next == Step.None;

    /// <summary>Begins a text that has its line ends.</summary>
    public void Set(ReadOnlyMemory<byte> text) => (_part, _next) = (text, Step.None);

    /// <summary>Begins an event.</summary>
    /// <param name="fields">The lines before the data.</param>
    /// <param name="data">The data. It must not change until the text is written.</param>
    public void Set(ReadOnlyMemory<byte> fields, ReadOnlyMemory<byte> data)
        => (_part, _lines, _next, _isLast) = (fields, data, Step.Name, false);

    /// <summary>Writes as much as fits.</summary>
    /// <returns>The number of bytes.</returns>
    public int WriteTo(Span<byte> target)
    {
        var written = 0;
        while (written < target.Length && !IsEmpty)
        {
            if (_part.IsEmpty)
                MoveNext();
            var count = Math.Min(_part.Length, target.Length - written);
            _part.Span[..count].CopyTo(target[written..]);
            _part = _part[count..];
            written += count;
        }

        return written;
    }

    private void MoveNext() => (_part, _next) = _next switch
    {
        Step.Name => (s_data, Step.Line),
        Step.Line => (TakeLine(), Step.LineEnd),
        Step.LineEnd => (s_lineEnd, _isLast ? Step.End : Step.Name),
        _ => (s_lineEnd, Step.None),
    };

    private ReadOnlyMemory<byte> TakeLine()
    {
        var lines = _lines;
        var end = lines.Span.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            (_lines, _isLast) = (default, true);
            return lines;
        }

        var length = lines.Span[end..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1;
        _lines = lines[(end + length)..];
        return lines[..end];
    }
}
