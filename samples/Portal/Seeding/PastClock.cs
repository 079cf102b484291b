namespace Portal.Seeding;

/// <summary>A clock that begins in the past, and skips time. Its timers run at the usual speed.</summary>
/// <param name="behind">The time by which it is behind at first.</param>
internal sealed class PastClock(TimeSpan behind) : TimeProvider
{
    private long _skipped;

    /// <summary>The time until now.</summary>
    public TimeSpan Behind => behind - TimeSpan.FromTicks(Volatile.Read(ref _skipped));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Behind;

    public override long GetTimestamp()
        => base.GetTimestamp() + (long)(TimeSpan.FromTicks(Volatile.Read(ref _skipped)).TotalSeconds * TimestampFrequency);

    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);
}
