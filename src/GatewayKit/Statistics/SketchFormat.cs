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
        if (bytes.IsEmpty || bytes[0] != Version)
            throw new FormatException(bytes.IsEmpty ? "A sketch isn't empty." : $"Version {bytes[0]} of a sketch isn't supported.");

        var rest = bytes[1..];
        var buckets = new List<(int Index, long Count)>();
        var (index, sum) = (0UL, 0UL);
        while (!rest.IsEmpty)
        {
            var distance = ReadNumber(ref rest);
            var count = ReadNumber(ref rest);
            index += distance;
            sum += count;
            if (distance > LatencyScale.MaximumIndex || index > LatencyScale.MaximumIndex || (distance == 0 && buckets.Count > 0)
                || count is 0 or > long.MaxValue || sum > long.MaxValue)
                throw new FormatException("A bucket of the sketch is invalid.");
            buckets.Add(((int)index, (long)count));
        }

        var sketch = new LatencySketch();
        for (var i = buckets.Count - 1; i >= 0; i--)
            sketch.Add(buckets[i].Index, buckets[i].Count);
        return sketch;
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
