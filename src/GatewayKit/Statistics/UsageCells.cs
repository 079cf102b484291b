using System.Numerics;

namespace GatewayKit.Statistics;

/// <summary>A series that is being counted. Each processor has a cell, which it shares with few others.</summary>
internal sealed class UsageCells
{
    private const int MaximumStripes = 16;

    private static readonly int s_stripes
        = (int)Math.Min(MaximumStripes, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private readonly UsageCell?[] _cells = new UsageCell?[s_stripes];
    private bool _isClosed;

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it was counted; false if the series was closed.</returns>
    public bool TryAdd(long requestBytes, long responseBytes, TimeSpan duration)
    {
        var stripe = Thread.GetCurrentProcessorId() & (s_stripes - 1);
        return (Volatile.Read(ref _cells[stripe]) ?? FindOrCreate(stripe))?.TryAdd(requestBytes, responseBytes, duration) == true;
    }

    /// <summary>Removes and returns the requests that were counted.</summary>
    /// <param name="key">The names of the series.</param>
    /// <param name="close">Whether the series counts no further requests.</param>
    public UsageSeries Take(UsageKey key, bool close)
    {
        if (close)
        {
            lock (_cells)
                _isClosed = true;
        }

        var sum = new UsageSeries(key.Route, key.Consumer, key.StatusClass);
        for (var i = 0; i < _cells.Length; i++)
            Volatile.Read(ref _cells[i])?.MoveTo(ref sum, close);
        return sum;
    }

    private UsageCell? FindOrCreate(int stripe)
    {
        lock (_cells)
        {
            if (!_isClosed && _cells[stripe] is null)
                Volatile.Write(ref _cells[stripe], new UsageCell());
            return _cells[stripe];
        }
    }
}
