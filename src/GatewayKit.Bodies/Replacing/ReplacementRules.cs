using System.Buffers;

namespace GatewayKit.Bodies;

/// <summary>Texts to find, in order. The leftmost match counts; of several at the same position, that of the first rule.</summary>
internal sealed class ReplacementRules
{
    private readonly Needle[] _needles;
    private readonly SearchValues<byte> _starts;

    /// <param name="needles">The texts; at least one.</param>
    public ReplacementRules(IReadOnlyList<Needle> needles)
    {
        ArgumentOutOfRangeException.ThrowIfZero(needles.Count, nameof(needles));
        _needles = [.. needles];
        _starts = SearchValues.Create([.. needles.SelectMany(needle => needle.Starts).Distinct()]);
        Extent = needles.Max(needle => needle.Extent);
    }

    /// <summary>Gets the maximum number of bytes that decide about a match.</summary>
    public int Extent { get; }

    /// <summary>Gets the number of bytes that a rule replaces.</summary>
    public int LengthOf(int rule) => _needles[rule].Length;

    /// <summary>Finds the first match.</summary>
    /// <param name="data">The data.</param>
    /// <param name="isEnd">Whether no data follows.</param>
    /// <param name="rule">The index of the rule; -1 if there is no match.</param>
    /// <returns>The number of bytes before the match. Without one, the number of bytes that no match can include.</returns>
    public int Find(ReadOnlySpan<byte> data, bool isEnd, out int rule)
    {
        var position = 0;
        while (data[position..].IndexOfAny(_starts) is >= 0 and var next)
        {
            position += next;
            for (rule = 0; rule < _needles.Length; rule++)
            {
                var matches = _needles[rule].Matches(data[position..], isEnd);
                if (matches == true)
                    return position;
                if (matches is null)
                {
                    // A later rule may match now, but this one comes first.
                    rule = -1;
                    return position;
                }
            }

            position++;
        }

        rule = -1;
        return data.Length;
    }
}
