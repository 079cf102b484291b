using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GatewayKit;

/// <summary>A number of bytes, written <c>512</c>, <c>512B</c>, <c>16KB</c>, <c>1MB</c> or <c>2GB</c>. One KB is 1024 bytes.</summary>
/// <param name="Bytes">The number of bytes.</param>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly (string Unit, int Shift)[] s_units = [("KB", 10), ("MB", 20), ("GB", 30), ("B", 0), ("", 0)];

    /// <summary>Creates a size from kilobytes of 1024 bytes.</summary>
    /// <param name="amount">The number of kilobytes.</param>
    public static ByteSize Kilobytes(long amount) => new(checked(amount << 10));

    /// <summary>Creates a size from megabytes of 1024 kilobytes.</summary>
    /// <param name="amount">The number of megabytes.</param>
    public static ByteSize Megabytes(long amount) => new(checked(amount << 20));

    /// <summary>Parses a size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size.</param>
    /// <returns><c>true</c> if the text is a valid size.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ByteSize size)
    {
        size = default;
        if (text is null)
            return false;

        foreach (var (unit, shift) in s_units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                || !decimal.TryParse(text.AsSpan(0, text.Length - unit.Length),
                    NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                continue;

            if (amount > long.MaxValue >> shift)
                return false;

            size = new ByteSize((long)(amount * (1L << shift)));
            return true;
        }

        return false;
    }

    /// <inheritdoc />
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Returns whether the left size is smaller.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Returns whether the left size is larger.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Returns whether the left size is smaller or equal.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Returns whether the left size is larger or equal.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>Returns the size in the largest unit that divides it.</summary>
    public override string ToString()
    {
        foreach (var (unit, shift) in new[] { ("GB", 30), ("MB", 20), ("KB", 10) })
        {
            if (Bytes != 0 && Bytes % (1L << shift) == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{Bytes >> shift}{unit}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Bytes}B");
    }
}
