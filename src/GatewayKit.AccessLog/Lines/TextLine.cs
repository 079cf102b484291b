using System.Buffers;
using System.Globalization;
using System.Text;

namespace GatewayKit.AccessLog;

/// <summary>
/// A line of text. Values are printable ASCII: a quote and a backslash follow a backslash, and every other byte is written as
/// <c>\xhh</c>, as Apache does. Outside of quotes, this also applies to spaces, so that a value can't look like several.
/// </summary>
internal sealed class TextLine : LogLine
{
    private const int MaxEscaped = 4;

    /// <summary>Gets or sets whether the next value is between quotes.</summary>
    public bool IsQuoted { get; set; }

    public void Begin() => Clear();

    public void Literal(ReadOnlySpan<byte> text) => this.Write(text);

    public void End() => this.Write("\n"u8);

    public override void Text(ReadOnlySpan<char> value, int max)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in Limited(value, max).EnumerateRunes())
        {
            // A surrogate without its other half is enumerated as U+FFFD.
            var bytes = utf8[..rune.EncodeToUtf8(utf8)];
            foreach (var each in bytes)
                Escape(each);
        }

        if (value.IsEmpty && !IsQuoted)
            Nothing();
    }

    public override void Number(long value)
    {
        value.TryFormat(GetSpan(20), out var count, default, CultureInfo.InvariantCulture);
        Advance(count);
    }

    public override void Milliseconds(TimeSpan value)
    {
        value.TotalMilliseconds.TryFormat(GetSpan(40), out var count, "0.###", CultureInfo.InvariantCulture);
        Advance(count);
    }

    public override void Nothing() => this.Write("-"u8);

    private void Escape(byte value)
    {
        var target = GetSpan(MaxEscaped);
        if (value is >= (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\' && (value != ' ' || IsQuoted))
        {
            target[0] = value;
            Advance(1);
            return;
        }

        target[0] = (byte)'\\';
        if (value is (byte)'"' or (byte)'\\')
        {
            target[1] = value;
            Advance(2);
            return;
        }

        const string Digits = "0123456789abcdef";
        (target[1], target[2], target[3]) = ((byte)'x', (byte)Digits[value >> 4], (byte)Digits[value & 15]);
        Advance(MaxEscaped);
    }
}
