namespace GatewayKit.Telemetry;

/// <summary>
/// Decides when a meter is replaced by a new one with the same name and instruments. The SDK of OpenTelemetry never releases the place of
/// a series while its instrument exists, and has a limit of places; with another instrument, it begins with none.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class MeterRenewal(TimeProvider time)
{
    /// <summary>The maximum number of renewals: the SDK has a limit of 1,000 instruments that never ends, either.</summary>
    private const int Maximum = 100;

    /// <summary>The time between two renewals, because histograms begin with 0 again.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    /// <summary>The time after an attempt that wouldn't have released enough.</summary>
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMinutes(1);

    private int _isRunning;
    private int _count;
    private long _next = long.MinValue;

    /// <summary>Replaces the meter on another thread, unless that was tried just now.</summary>
    /// <param name="renew">Replaces it if that releases enough places, and returns whether it did.</param>
    public void Try(Func<bool> renew)
    {
        if (Volatile.Read(ref _isRunning) != 0 || Volatile.Read(ref _count) >= Maximum || time.GetTimestamp() < Volatile.Read(ref _next)
            || Interlocked.Exchange(ref _isRunning, 1) != 0)
            return;

        _ = Task.Run(() => Run(renew));
    }

    private void Run(Func<bool> renew)
    {
        var wait = s_retryInterval;
        try
        {
            if (!renew())
                return;

            wait = s_interval;
            Interlocked.Increment(ref _count);
        }
        finally
        {
            Volatile.Write(ref _next, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
            Volatile.Write(ref _isRunning, 0);
        }
    }
}
