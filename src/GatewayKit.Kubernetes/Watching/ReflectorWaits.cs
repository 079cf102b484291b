namespace GatewayKit.Kubernetes.Watching;

/// <summary>The waits of a reflector between its attempts. After failures they grow, but end when the server answers another reflector:
/// routes that are up to date and endpoints that aren't would lose requests.</summary>
/// <param name="health">The health of all reflectors.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Returns a number from 0 to below 1.</param>
internal sealed class ReflectorWaits(ReflectorHealth health, TimeProvider time, Func<double> random)
{
    /// <summary>The minimum time between the starts of two attempts: a server that ends them at once isn't flooded.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(random);
    private Task _returned = Task.CompletedTask;
    private long _started;

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing => _backoff.IsFailing;

    /// <summary>Notes the start of an attempt.</summary>
    public void Begin() => (_started, _returned) = (time.GetTimestamp(), health.Returned);

    /// <summary>Notes that the server answers.</summary>
    public void Reset() => _backoff.Reset();

    /// <summary>Returns the rest of the pause after a watch has ended.</summary>
    /// <param name="started">The start of the watch.</param>
    public TimeSpan Rest(long started)
    {
        var rest = s_pause - time.GetElapsedTime(started);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>Returns the wait after a failure.</summary>
    /// <param name="atLeast">The wait that the server asks for; null for none.</param>
    public TimeSpan Next(TimeSpan? atLeast = null) => _backoff.Next(atLeast);

    /// <summary>Waits for a time.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
        => wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellation) : Task.CompletedTask;

    /// <summary>Waits for a time, or until the server answers another reflector, but at least for the pause.</summary>
    public async Task WaitForServerAsync(TimeSpan wait, CancellationToken cancellation)
    {
        if (wait > s_pause)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(Task.Delay(wait, time, over.Token), _returned).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            wait = Rest(_started);
        }

        await WaitAsync(wait, cancellation).ConfigureAwait(false);
    }
}
