using System.Buffers;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>The storage of <see cref="Marks"/>: a stack of ranges in a pooled array.</summary>
internal struct MarkStack : IDisposable
{
    private ulong[]? _words;
    private int _top;

    public Marks Push(int count)
    {
        var marks = new Marks(_top, count);
        var top = _top + marks.Words;
        if (_words is null || top > _words.Length)
            Grow(top);
        _words.AsSpan(_top, marks.Words).Clear();
        _top = top;
        return marks;
    }

    /// <summary>Removes the last range, after its bits were added to another one.</summary>
    public void Pop(Marks marks, Marks into)
    {
        for (var word = 0; word < into.Words; word++)
            _words![into.Start + word] |= _words[marks.Start + word];
        if (marks.AreKept)
            _top = marks.Start;
    }

    public readonly void Set(Marks marks, int ordinal) => _words![marks.Start + (ordinal >> 6)] |= 1UL << (ordinal & 63);

    public readonly void SetAll(Marks marks) => _words.AsSpan(marks.Start, marks.Words).Fill(ulong.MaxValue);

    public readonly bool Has(Marks marks, int ordinal) => (_words![marks.Start + (ordinal >> 6)] & (1UL << (ordinal & 63))) != 0;

    public void Dispose()
    {
        if (_words is not null)
            ArrayPool<ulong>.Shared.Return(_words);
        _words = null;
    }

    private void Grow(int length)
    {
        var words = ArrayPool<ulong>.Shared.Rent(Math.Max(length, 2 * _top));
        _words.AsSpan(0, _top).CopyTo(words);
        if (_words is not null)
            ArrayPool<ulong>.Shared.Return(_words);
        _words = words;
    }
}
