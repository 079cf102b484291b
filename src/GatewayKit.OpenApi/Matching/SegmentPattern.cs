using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Matching;

/// <summary>A segment with text around or between its variables, such as <c>{name}.json</c>. Each variable has at least one
/// character.</summary>
internal sealed class SegmentPattern(IReadOnlyList<PathPart> parts)
{
    /// <summary>The maximum number of ways to split a segment that are tried.</summary>
    private const int MaxTries = 10_000;

    private readonly PathPart[] _parts = [.. parts];

    public int TextLength { get; } = parts.Where(part => !part.IsVariable).Sum(part => part.Text.Length);

    /// <summary>Whether a segment can be split in several ways.</summary>
    public bool IsAmbiguous { get; } = parts.Count(part => part.IsVariable) > 1;

    public bool IsSameAs(SegmentPattern other)
        => _parts.Length == other._parts.Length
            && _parts.Zip(other._parts).All(pair => pair.First.IsVariable ? pair.Second.IsVariable : pair.First == pair.Second);

    public bool Matches(ReadOnlySpan<char> segment) => Divide(PathText.Decode(segment), null, null);

    /// <summary>Reads the values of the variables as written in the segment, and returns their number. The first variable is as short as
    /// possible so that every value is allowed, or so that the segment matches if no split has only allowed values.</summary>
    /// <param name="segment">The matching segment.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="allows">Whether a variable allows a value; <c>null</c> if all values are allowed.</param>
    /// <param name="areAllowed">Whether every value is allowed.</param>
    public int Read(ReadOnlySpan<char> segment,
        Span<KeyValuePair<string, string>> values, Func<string, string, bool>? allows, out bool areAllowed)
    {
        areAllowed = true;
        if (_parts.Length == 1)
        {
            values[0] = new(_parts[0].Text, segment.ToString());
            return 1;
        }
        var text = PathText.Decode(segment, out var starts);
        var raw = segment.ToString();
        var found = new List<Range>();
        if (allows is not null && IsAmbiguous)
            areAllowed = Divide(text, found, (part, range) => allows(part.Text, raw[starts[range.Start.Value]..starts[range.End.Value]]));
        if (found.Count == 0)
            Divide(text, found, null);
        var count = 0;
        foreach (var part in _parts.Where(part => part.IsVariable))
        {
            values[count] = new(part.Text, raw[starts[found[count].Start.Value]..starts[found[count].End.Value]]);
            count++;
        }
        return count;
    }

    private bool Divide(ReadOnlySpan<char> text, List<Range>? found, Func<PathPart, Range, bool>? allows)
    {
        var tries = MaxTries;
        return Divide(text, 0, 0, found, allows, ref tries);
    }

    private bool Divide(
        ReadOnlySpan<char> text, int position, int index, List<Range>? found, Func<PathPart, Range, bool>? allows, ref int tries)
    {
        if (index == _parts.Length)
            return position == text.Length;
        var part = _parts[index];
        if (!part.IsVariable)
        {
            return text[position..].StartsWith(part.Text, StringComparison.Ordinal)
                && Divide(text, position + part.Text.Length, index + 1, found, allows, ref tries);
        }
        // The last variable takes the rest; a variable before text ends where the text starts.
        var next = index + 1 < _parts.Length && !_parts[index + 1].IsVariable ? _parts[index + 1].Text : null;
        for (var end = index == _parts.Length - 1 ? text.Length : position + 1; end <= text.Length; end++)
        {
            if (next is not null)
                end = text[end..].IndexOf(next, StringComparison.Ordinal) is >= 0 and var distance ? end + distance : -1;
            if (end <= position || --tries < 0)
                return false;
            if (allows?.Invoke(part, position..end) == false)
                continue;
            found?.Add(position..end);
            if (Divide(text, end, index + 1, found, allows, ref tries))
                return true;
            found?.RemoveAt(found.Count - 1);
        }
        return false;
    }
}
