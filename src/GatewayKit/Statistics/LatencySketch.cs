namespace GatewayKit.Statistics;

/// <summary>
/// The distribution of latencies in bounded memory, from which quantiles are read. Sketches of several nodes and times are added without
/// a loss: the sum is the sketch of all latencies, in whichever order they were added. Not safe for concurrent use. Source: C. Masson,
/// J. E. Rim, H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12(12), 2019.
/// </summary>
public sealed class LatencySketch
{
    /// <summary>The maximum difference of a quantile from the exact one, relative to that: 2 %. It applies to latencies from 10 µs to a
    /// day. If the longest latency is 750,000,000 times as long as the shortest, the shortest ones are counted as longer ones.</summary>
    public const double RelativeError = 0.02;

    /// <summary>The maximum number of buckets. The lowest ones collapse beyond it.</summary>
    internal const int MaximumBuckets = 512;

    /// <summary>The buckets by which the array grows.</summary>
    private const int Step = 32;

    private const int Alignment = ~(Step - 1);

    private long[] _counts = [];
    private int _first;
    private int _highest = -1;

    /// <summary>Gets the number of latencies.</summary>
    public long Count { get; private set; }

    /// <summary>The buckets with latencies, by their indices in ascending order.</summary>
    internal IEnumerable<KeyValuePair<int, long>> Buckets
    {
        get
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] > 0)
                    yield return KeyValuePair.Create(_first + i, _counts[i]);
            }
        }
    }

    /// <summary>Reads a sketch that <see cref="ToBytes"/> has written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="FormatException">The bytes aren't a sketch, or one of a later version.</exception>
    public static LatencySketch FromBytes(ReadOnlySpan<byte> bytes) => SketchFormat.Read(bytes);

    /// <summary>Adds a latency.</summary>
    /// <param name="latency">The latency; shorter ones count as 1 µs, longer ones as a day.</param>
    public void Add(TimeSpan latency) => Add(LatencyScale.IndexOf(latency), 1);

    /// <summary>Adds the latencies of another sketch.</summary>
    /// <param name="other">The other sketch.</param>
    public void Add(LatencySketch other)
    {
        ArgumentNullException.ThrowIfNull(other);

        // From the highest, so that each bucket has its final place at once.
        for (var i = other._counts.Length - 1; i >= 0; i--)
        {
            if (other._counts[i] > 0)
                Add(other._first + i, other._counts[i]);
        }
    }

    /// <summary>Adds the latencies of a sketch that <see cref="ToBytes"/> has written, without an allocation.</summary>
    /// <param name="bytes">The bytes of the other sketch.</param>
    /// <exception cref="FormatException">The bytes aren't a sketch, or one of a later version. Some of its latencies may have been
    /// added.</exception>
    internal void Add(ReadOnlySpan<byte> bytes) => SketchFormat.Add(bytes, this);

    /// <summary>Returns a quantile: the latency that a part of all latencies doesn't exceed.</summary>
    /// <param name="quantile">The part, 0 to 1, such as 0.95.</param>
    /// <returns>The latency; null without latencies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part isn't from 0 to 1.</exception>
    public TimeSpan? Quantile(double quantile)
    {
        if (!(quantile is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is from 0 to 1.");

        // DDSketch, algorithm 2.
        var rank = quantile * (Count - 1);
        var seen = 0L;
        foreach (var (index, count) in Buckets)
        {
            seen += count;
            if (seen > rank)
                return LatencyScale.ValueOf(index);
        }

        return null;
    }

    /// <summary>Returns the sketch in a compact form with a version, for <see cref="FromBytes"/>.</summary>
    public byte[] ToBytes() => SketchFormat.Write(this);

    /// <summary>Adds latencies of a bucket.</summary>
    internal void Add(int index, long count)
    {
        if (index > _highest)
            Raise(index);
        else
            index = Math.Max(index, _highest - MaximumBuckets + 1);
        Cover(index);
        _counts[index - _first] += count;
        Count += count;
    }

    /// <summary>Removes the latencies, and keeps the memory.</summary>
    internal void Clear()
    {
        Array.Clear(_counts);
        (Count, _highest) = (0, -1);
    }

    /// <summary>Sets the highest bucket. Those that are too far below collapse into the lowest that remains (DDSketch, algorithm 3), so
    /// that the content depends on the highest one and not on the order.</summary>
    private void Raise(int index)
    {
        _highest = index;
        var lowest = index - MaximumBuckets + 1;
        if (Count == 0 || _first >= lowest)
            return;

        var below = _counts.AsSpan(0, Math.Min(lowest - _first, _counts.Length));
        var collapsed = 0L;
        foreach (var count in below)
            collapsed += count;
        below.Clear();
        if (collapsed == 0)
            return;

        Cover(lowest);
        _counts[lowest - _first] += collapsed;
    }

    private void Cover(int index)
    {
        if ((uint)(index - _first) < (uint)_counts.Length)
            return;

        var first = index & Alignment;
        if (Count == 0)
        {
            // All buckets are empty, so they can be those of other latencies.
            _first = first;
            if (_counts.Length == 0)
                _counts = new long[Step];
            return;
        }

        var lowest = Math.Max(0, _highest - MaximumBuckets + 1) & Alignment;
        var end = Math.Max(_first + _counts.Length, first + Step);
        first = Math.Max(lowest, Math.Min(_first, first));
        var counts = new long[end - first];
        var kept = Math.Max(0, first - _first);
        if (kept < _counts.Length)
            Array.Copy(_counts, kept, counts, _first + kept - first, _counts.Length - kept);
        (_counts, _first) = (counts, first);
    }
}
