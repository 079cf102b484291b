using System.Numerics;

namespace GatewayKit.Statistics;

/// <summary>
/// The compact form of a sketch: the version, and for each bucket with latencies the distance of its index from the one before, and its
/// count. Both are unsigned numbers of 7 bits a byte, the lowest first, as in LEB128. A version stands for the scale of the buckets, too.
/// </summary>
internal static class SketchFormat
{
    private const byte Version = 1;
    private const int MaximumNumberLength = 10;

    public static byte[] Write(LatencySketch sketch)
    {
        var bytes = new List<byte>(64) { Version };
        var before = 0;
        foreach (var (index, count) in sketch.Buckets)
        {
            Write(bytes, (ulong)(index - before));
            Write(bytes, (ulong)count);
            before = index;
        }

        return [.. bytes];
    }

    public static LatencySketch Read(ReadOnlySpan<byte> bytes)
    {
        var sketch = new LatencySketch();
        Add(bytes, sketch);
        return sketch;
    }

    /// <summary>Adds the buckets to a sketch, in ascending order: the content doesn't depend on the order.</summary>
    public static void Add(ReadOnlySpan<byte> bytes, LatencySketch sketch)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
            throw new FormatException(bytes.IsEmpty ? "A sketch isn't empty." : $"Version {bytes[0]} of a sketch isn't supported.");

        var rest = bytes[1..];
        var (index, sum, isFirst) = (0UL, (ulong)sketch.Count, true);
        while (!rest.IsEmpty)
        {
            var distance = ReadNumber(ref rest);
            var count = ReadNumber(ref rest);
            index += distance;
            if (distance > LatencyScale.MaximumIndex || index > LatencyScale.MaximumIndex || (distance == 0 && !isFirst)
                || count is 0 or > long.MaxValue || sum + count > long.MaxValue)
                throw new FormatException("A bucket of the sketch is invalid.");
            sum += count;
            isFirst = false;
            sketch.Add((int)index, (long)count);
        }
    }

    private static void Write(List<byte> bytes, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
            bytes.Add((byte)(number | 0x80));
        bytes.Add((byte)number);
    }

    private static ulong ReadNumber(ref ReadOnlySpan<byte> rest)
    {
        var number = 0UL;
        for (var i = 0; i < rest.Length && i < MaximumNumberLength; i++)
        {
            var bits = (ulong)(rest[i] & 0x7F);
            if (BitOperations.LeadingZeroCount(bits) < 7 * i)
                break;
            number |= bits << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return number;
            }
        }

        throw new FormatException("A number of the sketch is invalid.");
    }
}
