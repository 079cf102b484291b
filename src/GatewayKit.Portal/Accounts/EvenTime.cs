namespace GatewayKit.Portal.Accounts;

/// <summary>Gives answers about addresses even durations, so that they don't show what the database had to do.</summary>
internal readonly struct EvenTime
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly long _start;

    private EvenTime(TimeProvider time) => (_time, _start) = (time, time.GetTimestamp());

    public static EvenTime Start(TimeProvider time) => new(time);

    /// <summary>Waits until a multiple of half a second has passed. On a busy machine, that is a later one for all.</summary>
    public Task WaitAsync(CancellationToken cancellation)
        => Task.Delay(s_step - TimeSpan.FromTicks(_time.GetElapsedTime(_start).Ticks % s_step.Ticks), _time, cancellation);
}
