using GatewayKit.Telemetry.Sampling;

namespace GatewayKit.Statistics.Sampling;

/// <summary>The places of a minute. Its first requests get one each; of the others, a random place is taken by one of n, so that
/// each request of the minute has the same chance (algorithm R: J. S. Vitter, "Random Sampling with a Reservoir", ACM TOMS 11(1), 1985).
/// </summary>
/// <param name="capacity">The number of places.</param>
internal sealed class SampleWindow(int capacity)
{
    private readonly SampleSlot?[] _slots = new SampleSlot?[capacity];
    private readonly Lock _turning = new();
    private long _minute = -1;
    private PaddedNumber _seen;

    /// <summary>The minute since the year 1.</summary>
    public long Minute => Volatile.Read(ref _minute);

    /// <summary>The number of requests, selected or not.</summary>
    public long Seen => Volatile.Read(ref _seen.Value);

    /// <summary>Counts a request.</summary>
    /// <returns>Its place; null if it gets none.</returns>
    public SampleSlot? Select(long minute)
    {
        if (Volatile.Read(ref _minute) != minute)
            Turn(minute);
        var number = Interlocked.Increment(ref _seen.Value);
        var place = number <= _slots.Length ? number - 1 : Random.Shared.NextInt64(number);
        return (ulong)place < (ulong)_slots.Length ? Volatile.Read(ref _slots[place]) ?? Create(place) : null;
    }

    /// <summary>Adds the requests that have ended.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="first">The first minute whose requests are wanted.</param>
    public void AddTo(List<SampledHead> requests, long first)
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            if (Volatile.Read(ref _slots[i])?.Read(first) is { } head)
                requests.Add(head);
        }
    }

    private SampleSlot Create(long place)
    {
        var slot = new SampleSlot();
        return Interlocked.CompareExchange(ref _slots[place], slot, null) ?? slot;
    }

    /// <summary>Begins a minute. A request that finds another one at it doesn't wait: the few of them count for either minute.</summary>
    private void Turn(long minute)
    {
        if (!_turning.TryEnter())
            return;

        try
        {
            if (_minute >= minute)
                return;

            Volatile.Write(ref _seen.Value, 0);
            Volatile.Write(ref _minute, minute);
        }
        finally
        {
            _turning.Exit();
        }
    }
}
