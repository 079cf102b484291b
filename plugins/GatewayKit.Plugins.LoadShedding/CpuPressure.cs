namespace GatewayKit.Plugins.LoadShedding;

/// <summary>
/// The share of requests to reject because of the process's CPU usage. While the usage is above the maximum, the pressure rises, and
/// while it is below, the pressure falls, so that the rejected share settles where the usage is the maximum. From 0 to 1 it is the share of
/// the requests with a low priority, from 1 to 2 that of the normal ones, and from 2 to 3 that of the high ones.
/// </summary>
/// <param name="max">The maximum usage, 0 to 1.</param>
/// <param name="processors">The number of processors that the process may use.</param>
/// <param name="used">Returns the CPU time of the process.</param>
/// <param name="time">The clock.</param>
internal sealed class CpuPressure(double max, double processors, Func<TimeSpan> used, TimeProvider time)
{
    private const double Gain = 2;
    private const double LargestFall = 0.1;
    private const int Whole = 1000;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private readonly long[] _turns = new long[3];
    private long _sampledAt = time.GetTimestamp();
    private TimeSpan _usedBefore = used();
    private double _pressure;

    /// <summary>Gets the pressure, 0 to 3.</summary>
    public double Current => Volatile.Read(ref _pressure);

    /// <summary>Returns whether to reject a request. Of 1000 requests of a priority, the share is rejected evenly.</summary>
    public bool Rejects(ExchangePriority priority)
    {
        Sample();
        var level = (int)priority;
        if (level >= _turns.Length || (int)double.Round(double.Clamp(Current - level, 0, 1) * Whole) is not (> 0 and var share))
            return false;

        var turn = Interlocked.Add(ref _turns[level], share);
        return turn / Whole != (turn - share) / Whole;
    }

    /// <summary>Measures the usage, if the last time is long enough ago. A timer would also run without requests.</summary>
    private void Sample()
    {
        var sampledAt = Volatile.Read(ref _sampledAt);
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(sampledAt, now);
        if (elapsed < s_interval || Interlocked.CompareExchange(ref _sampledAt, now, sampledAt) != sampledAt)
            return;

        var total = used();
        var usage = (total - _usedBefore) / (elapsed * processors);
        _usedBefore = total;
        var change = double.Max((usage - max) * Gain, -LargestFall * (elapsed / s_interval));
        Volatile.Write(ref _pressure, double.Clamp(_pressure + change, 0, 3));
    }
}
