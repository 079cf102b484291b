using System.Diagnostics;

namespace GatewayKit.Portal.Accounts;

/// <summary>Gives answers about addresses the same duration, so that it doesn't show whether the database had something to write.</summary>
internal readonly struct EvenTime
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMilliseconds(500);

    private readonly long _start;

    private EvenTime(long start) => _start = start;

    public static EvenTime Start() => new(Stopwatch.GetTimestamp());

    /// <summary>Waits for the rest of the duration.</summary>
    public Task WaitAsync(CancellationToken cancellation)
        => s_duration - Stopwatch.GetElapsedTime(_start) is var rest && rest > TimeSpan.Zero
            ? Task.Delay(rest, cancellation)
            : Task.CompletedTask;
}
