namespace GatewayKit.Portal.Accounts;

/// <summary>Gives answers about addresses even durations, so that they don't show what the database had to do.</summary>
internal readonly struct EvenTime
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _step;
    private readonly long _start;

    private EvenTime(TimeProvider time, TimeSpan step) => (_time, _step, _start) = (time, step, time.GetTimestamp());

    public static EvenTime Start(TimeProvider time, PortalAccountOptions options) => new(time, options.AnswerStep);

    /// <summary>Waits until a multiple of the step has passed. On a busy machine, that is a later one for all.</summary>
    public Task WaitAsync(CancellationToken cancellation)
        => Task.Delay(_step - TimeSpan.FromTicks(_time.GetElapsedTime(_start).Ticks % _step.Ticks), _time, cancellation);
}
