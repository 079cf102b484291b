using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The available destinations of a cluster with a weight above 0. Created when they change, not for each request.</summary>
internal sealed class Candidates
{
    /// <summary>The weight 1 in the units of <see cref="WeightAt"/>, so that a part of it in a slow start is a whole number, too.</summary>
    private const long Unit = 1000;

    // 2^64 divided by the golden ratio: its multiples are spread evenly over all numbers of 64 bits.
    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15;

    private readonly Candidate[] _items;
    private readonly TimeProvider _time;
    private long _turn = Random.Shared.NextInt64();

    public Candidates(IEnumerable<Candidate> all, CompiledBalancing balancing, TimeProvider time)
    {
        _items = [.. all.Where(candidate => candidate.Weight > 0)];
        _time = time;
        Balancing = balancing;
        AreEven = balancing.Settings.SlowStart is null && Array.TrueForAll(_items, candidate => candidate.Weight == _items[0].Weight);
    }

    public CompiledBalancing Balancing { get; }

    public ReadOnlySpan<Candidate> Items => _items;

    /// <summary>Gets whether all weights are the same at any time.</summary>
    public bool AreEven { get; }

    /// <summary>Returns the timestamp for <see cref="WeightAt"/>; without a slow start, weights don't depend on it.</summary>
    public long Now => Balancing.Settings.SlowStart is null ? 0 : _time.GetTimestamp();

    /// <summary>Returns the weight of a candidate, which rises in its slow start.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="now">The value of <see cref="Now"/>.</param>
    public long WeightAt(in Candidate candidate, long now)
        => candidate.Weight
            * (Balancing.Settings.SlowStart is { } duration ? candidate.Balanced.ShareAt(duration, now, _time, Unit) : Unit);

    /// <summary>Returns the sum of the weights.</summary>
    /// <param name="now">The value of <see cref="Now"/>.</param>
    public long TotalWeightAt(long now)
    {
        var total = 0L;
        foreach (ref readonly var candidate in Items)
            total += WeightAt(candidate, now);
        return total;
    }

    /// <summary>
    /// Returns the destination whose turn it is. The turns are points of a sequence that covers the weights evenly without repeating
    /// itself (H. Weyl, 1916), so that no turn needs a lock: any number of consecutive turns is close to the weights.
    /// </summary>
    /// <returns>The destination; null if there is none.</returns>
    public DestinationState? Next()
    {
        var now = Now;
        var point = (ulong)Interlocked.Increment(ref _turn) * GoldenRatio;
        var rest = (long)Math.BigMul(point, (ulong)TotalWeightAt(now), out _);
        foreach (ref readonly var candidate in Items)
        {
            rest -= WeightAt(candidate, now);
            if (rest < 0)
                return candidate.State;
        }

        return null;
    }
}
