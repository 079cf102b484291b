using GatewayKit.OpenApi.Reading;

namespace GatewayKit.OpenApi.Matching;

/// <summary>A segment with text around or between its variables, such as <c>{name}.json</c>. A variable takes as little as it can, at least one character.</summary>
internal sealed class SegmentPattern(IReadOnlyList<PathPart> parts)
{
    private readonly PathPart[] _parts = [.. parts];

    public int TextLength { get; } = parts.Where(part => !part.IsVariable).Sum(part => part.Text.Length);

    public bool IsSameAs(SegmentPattern other)
        => _parts.Length == other._parts.Length && _parts.Zip(other._parts).All(pair => pair.First.IsVariable ? pair.Second.IsVariable : pair.First == pair.Second);

    public bool Matches(ReadOnlySpan<char> segment) => Match(PathText.Decode(segment), null);

    /// <summary>Reads the values of the variables, as they are written in the segment; returns how many there are.</summary>
    public int Read(ReadOnlySpan<char> segment, Span<KeyValuePair<string, string>> values)
    {
        if (_parts.Length == 1)
        {
            values[0] = new(_parts[0].Text, segment.ToString());
            return 1;
        }
        var text = PathText.Decode(segment, out var starts);
        var found = new List<Range>();
        Match(text, found);
        var count = 0;
        foreach (var part in _parts)
        {
            if (part.IsVariable)
                values[count] = new(part.Text, segment[starts[found[count].Start.Value]..starts[found[count++].End.Value]].ToString());
        }
        return count;
    }

    private bool Match(ReadOnlySpan<char> text, List<Range>? found)
    {
        var position = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (!_parts[i].IsVariable)
            {
                // Only the first can be text here: text after a variable is taken with it.
                if (!text.StartsWith(_parts[i].Text, StringComparison.Ordinal))
                    return false;
                position = _parts[i].Text.Length;
                continue;
            }
            var end = End(text, position, i);
            if (end <= position)
                return false;
            found?.Add(position..end);
            position = end;
            if (i + 1 < _parts.Length && !_parts[i + 1].IsVariable)
                position += _parts[++i].Text.Length;
        }
        return position == text.Length;
    }

    /// <summary>Where the value of a variable ends; -1 if what follows it is not there.</summary>
    private int End(ReadOnlySpan<char> text, int position, int index)
    {
        if (index == _parts.Length - 1)
            return text.Length;
        if (position >= text.Length)
            return -1;
        var next = _parts[index + 1];
        if (next.IsVariable)
            return position + 1;
        if (index + 1 == _parts.Length - 1)
            return text[position..].EndsWith(next.Text, StringComparison.Ordinal) ? text.Length - next.Text.Length : -1;
        var found = text[(position + 1)..].IndexOf(next.Text, StringComparison.Ordinal);
        return found < 0 ? -1 : position + 1 + found;
    }
}
