using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The balancing state of a destination, which the versions of its cluster share.</summary>
internal sealed class BalancedDestination(DestinationState state)
{
    /// <summary>The start of a destination that was there from the beginning.</summary>
    private const long Always = long.MinValue;

    private long _start = Always;
    private bool _isAvailable;

    /// <summary>The address; the same name with another address is another destination.</summary>
    public string Address { get; } = state.Model.Config.Address;

    /// <summary>The hash of the name. Nodes with the same configuration have the same.</summary>
    public ulong Seed { get; } = StableHash.Of(state.DestinationId.ToUpperInvariant());

    public LatencyEstimate Latency { get; } = new();

    /// <summary>Records whether the destination is available. It starts slowly when it becomes available.</summary>
    /// <param name="isAvailable">Whether the destination can get requests.</param>
    /// <param name="isFirst">Whether the cluster itself is new; then its destinations don't start slowly.</param>
    /// <param name="now">The current timestamp.</param>
    public void Update(bool isAvailable, bool isFirst, long now)
    {
        if (isAvailable && !_isAvailable && !isFirst)
            Volatile.Write(ref _start, now);
        _isAvailable = isAvailable;
    }

    /// <summary>Returns the part of its weight that the destination has in its slow start.</summary>
    /// <param name="duration">The duration of the slow start.</param>
    /// <param name="now">The current timestamp.</param>
    /// <param name="time">The clock.</param>
    /// <param name="whole">The number that is the whole weight.</param>
    /// <returns>A number between a tenth of the whole and the whole.</returns>
    public long ShareAt(TimeSpan duration, long now, TimeProvider time, long whole)
    {
        var start = Volatile.Read(ref _start);
        if (start == Always)
            return whole;

        var passed = time.GetElapsedTime(start, now) / duration;
        return passed >= 1 ? whole : Math.Max(whole / 10, (long)(whole * passed));
    }
}
