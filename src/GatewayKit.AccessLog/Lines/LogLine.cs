using System.Buffers;

namespace GatewayKit.AccessLog;

/// <summary>
/// One line: the buffer that it is written to, and the way in which its values are written. Lines are pooled; each belongs either to
/// the exchange that writes it, or to the queue.
/// </summary>
internal abstract class LogLine : IBufferWriter<byte>
{
    /// <summary>The maximum number of characters of a value. The rest of a longer value is left out.</summary>
    public const int MaxValue = 8192;

    /// <summary>The maximum number of characters of a body, whose bytes are bounded by <see cref="LogBodies.Limit"/>.</summary>
    public const int MaxBody = 128 * 1024;

    private const int UsualSize = 1024;

    // Thousands of lines are kept after a burst.
    private const int MaxKeptSize = 4 * 1024;
    private const int MaxKeptScratch = 1024;

    private byte[] _buffer = new byte[UsualSize];

    /// <summary>Characters to assemble a value in.</summary>
    public ArrayBufferWriter<char> Scratch { get; private set; } = new(256);

    /// <summary>The time at which the exchange began.</summary>
    public DateTimeOffset Began { get; set; }

    /// <summary>The bytes, with the line break.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    /// <summary>The number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Gets whether the line is small enough to be kept for another exchange.</summary>
    public bool IsUsual => _buffer.Length <= MaxKeptSize && Scratch.Capacity <= MaxKeptScratch;

    /// <summary>Writes a text of at most <see cref="MaxValue"/> characters.</summary>
    public void Text(ReadOnlySpan<char> value) => Text(value, MaxValue);

    /// <summary>Writes a text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="max">The maximum number of characters. The rest of a longer text is left out.</param>
    public abstract void Text(ReadOnlySpan<char> value, int max);

    /// <summary>Writes a number.</summary>
    public abstract void Number(long value);

    /// <summary>Writes a duration in milliseconds, with three decimal places.</summary>
    public abstract void Milliseconds(TimeSpan value);

    /// <summary>Writes that there is no value.</summary>
    public abstract void Nothing();

    /// <summary>Writes a text, or that there is none.</summary>
    public void TextOrNothing(string? value)
    {
        if (string.IsNullOrEmpty(value))
            Nothing();
        else
            Text(value);
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(Length);
    }

    /// <summary>Removes everything, so that the line can be written again.</summary>
    protected void Clear()
    {
        Length = 0;
        Scratch.ResetWrittenCount();
    }

    /// <summary>Returns the part of a value that is written.</summary>
    protected static ReadOnlySpan<char> Limited(ReadOnlySpan<char> value, int max) => value.Length > max ? value[..max] : value;

    private void Reserve(int size)
    {
        if (_buffer.Length - Length < Math.Max(size, 1))
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + size));
    }
}
