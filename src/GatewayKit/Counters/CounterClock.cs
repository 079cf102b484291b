namespace GatewayKit.Counters;

/// <summary>A clock that never goes back: ticks of 100 ns since its creation.</summary>
internal sealed class CounterClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    public long Now => time.GetElapsedTime(_origin).Ticks;
}
