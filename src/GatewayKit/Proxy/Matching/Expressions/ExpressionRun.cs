namespace GatewayKit.Proxy.Matching.Expressions;

/// <summary>The match of a text with the steps of an expression.</summary>
/// <param name="steps">The steps.</param>
/// <param name="text">The text.</param>
/// <param name="current">Memory for each step.</param>
/// <param name="next">More memory for each step.</param>
/// <param name="pending">More memory for each step.</param>
/// <param name="seen">Memory for each step that is 0.</param>
internal ref struct ExpressionRun(
    Instruction[] steps, ReadOnlySpan<char> text, Span<ushort> current, Span<ushort> next, Span<ushort> pending, Span<int> seen)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<ushort> _pending = pending;

    /// <summary>For each step, the position after the last one at which it was reached.</summary>
    private readonly Span<int> _seen = seen;

    /// <summary>The steps that wait for the next character.</summary>
    private Span<ushort> _current = current;

    private Span<ushort> _next = next;
    private int _count;

    /// <param name="start">The first step.</param>
    /// <param name="work">The steps that may be done; afterwards those that are left, below 0 if they weren't enough.</param>
    public bool IsMatch(int start, ref long work)
    {
        _count = 0;
        var ends = Follow(start, 0);
        Swap();
        for (var position = 0; position < _text.Length; position++)
        {
            var waiting = _count;
            work -= waiting + 1;
            if (work < 0)
                return false;

            (_count, ends) = (0, false);
            for (var i = 0; i < waiting; i++)
            {
                ref readonly var step = ref steps[_current[i]];
                if (step.Set!.Contains(_text[position]))
                    ends |= Follow(step.Next, position + 1);
            }

            if (_count == 0 && !ends)
                return false;
            Swap();
        }

        return ends;
    }

    private void Swap()
    {
        var current = _current;
        _current = _next;
        _next = current;
    }

    /// <summary>Adds the steps that can follow at a position without a character.</summary>
    /// <returns>Whether the expression can end there.</returns>
    private bool Follow(int start, int position)
    {
        var ends = false;
        var count = Push(start, position, 0);
        while (count > 0)
        {
            var index = _pending[--count];
            ref readonly var step = ref steps[index];
            if (step.Set is not null)
            {
                _next[_count++] = index;
            }
            else if (step.Next < 0)
            {
                ends = true;
            }
            else if (step.Anchor is not { } anchor || IsAt(anchor, position))
            {
                count = Push(step.Next, position, count);
                if (step.Other >= 0)
                    count = Push(step.Other, position, count);
            }
        }

        return ends;
    }

    private readonly int Push(int step, int position, int count)
    {
        if (_seen[step] == position + 1)
            return count;

        _seen[step] = position + 1;
        _pending[count] = (ushort)step;
        return count + 1;
    }

    private readonly bool IsAt(Anchor anchor, int position) => anchor switch
    {
        Anchor.Start => position == 0,
        Anchor.End => position == _text.Length,
        Anchor.LineStart => position == 0 || _text[position - 1] == '\n',
        Anchor.LineEnd => position == _text.Length || _text[position] == '\n',
        _ => (IsWord(position - 1) != IsWord(position)) == (anchor == Anchor.WordBoundary),
    };

    private readonly bool IsWord(int position)
        => position >= 0 && position < _text.Length && CharSet.WordCharacters.Contains(_text[position]);
}
