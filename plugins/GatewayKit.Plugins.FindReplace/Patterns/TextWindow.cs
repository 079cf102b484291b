using System.Buffers;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace.Patterns;

/// <summary>
/// The part of a body in which patterns are searched. The result doesn't depend on the parts in which the body arrives:
/// 1. A match at a position is decided by the character before it and as many after it as a match can have, and one.
/// 2. The first position with a match counts; there, the first pattern.
/// 3. A search in all of the text finds candidates for it, which <see cref="TextPattern.LengthAt"/> confirms.
/// 4. The text before the first undecided position is written, except for a character before it.
/// </summary>
/// <param name="patterns">The patterns.</param>
/// <param name="maxLength">The maximum length of a match.</param>
/// <param name="faults">Creates the exceptions.</param>
internal sealed class TextWindow(TextPattern[] patterns, int maxLength, BodyFaults faults) : IDisposable
{
    private const int MinSize = 1024;

    private readonly int _size = Math.Max(MinSize, 3 * (maxLength + 2));
    private readonly (int Position, int Length)[] _next = new (int, int)[patterns.Length];
    private char[] _text = [];
    private int _position;
    private int _end;
    private bool _isEnded;

    /// <summary>Gets whether everything is written.</summary>
    public bool IsDone => _isEnded && _position == _end;

    private ReadOnlySpan<char> Text => _text.AsSpan(0, _end);

    // Without another character, the end of a match wouldn't be decided.
    private int Undecided => _isEnded ? _end : Math.Max(_position, _end - maxLength - 1);

    /// <summary>Adds as much text as there is room for.</summary>
    /// <returns>The number of bytes that were added.</returns>
    public int Add(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        if (_text.Length == 0)
            _text = ArrayPool<char>.Shared.Rent(_size);

        var kept = Math.Max(0, _position - 1);
        Text[kept..].CopyTo(_text);
        (_position, _end) = (_position - kept, _end - kept);
        LosslessText.Decode(bytes, _text.AsSpan(_end, _size - _end), isEnd, out var read, out var written);
        _end += written;
        _isEnded = isEnd && read == bytes.Length;
        Array.Fill(_next, (-1, 0));
        return read;
    }

    /// <summary>Writes the text until the first match that is decided, and its replacement; all decided text without one.</summary>
    /// <returns>Whether something was written or removed.</returns>
    public bool Write(EncoderOutput output)
    {
        var before = _position;
        var undecided = Undecided;
        if (FirstMatch(undecided) is { } first)
        {
            var (position, length) = _next[first];
            LosslessText.Write(Text[_position..position], output);
            patterns[first].Replace(ViewAt(position, out var isCut), position, length, isCut, output);
            _position = position + length;
            return true;
        }

        if (undecided > _position && LosslessText.IsWithinCharacter(Text, undecided))
            undecided--;
        LosslessText.Write(Text[_position..undecided], output);
        _position = undecided;
        return _position > before;
    }

    public void Dispose()
    {
        if (_text.Length > 0)
            ArrayPool<char>.Shared.Return(_text);
        _text = [];
        _position = _end = 0;
        _isEnded = true;
    }

    private int? FirstMatch(int undecided)
    {
        int? first = null;
        for (var i = 0; i < patterns.Length; i++)
        {
            if (_next[i].Position < _position)
                _next[i] = Next(patterns[i], undecided);
            if (_next[i].Position < (first is { } other ? _next[other].Position : undecided))
                first = i;
        }

        return first;
    }

    private (int Position, int Length) Next(TextPattern pattern, int undecided)
    {
        for (var start = _position; start < undecided; start++)
        {
            start = pattern.Find(Text, start);
            if (start < 0 || start >= undecided)
                break;

            var length = pattern.LengthAt(ViewAt(start, out var isCut), start, isCut);
            if (length > maxLength)
                throw faults.Invalid($"contains a match of more than {maxLength} characters");
            if (length > 0 && !LosslessText.IsWithinCharacter(Text, start) && !LosslessText.IsWithinCharacter(Text, start + length))
                return (start, length);
        }

        return (int.MaxValue, 0);
    }

    private ReadOnlySpan<char> ViewAt(int position, out bool isCut)
    {
        var end = position + maxLength + 2;
        isCut = end < _end || !_isEnded;
        return Text[..Math.Min(end, _end)];
    }
}
