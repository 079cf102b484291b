namespace GatewayKit.Kubernetes.Watching;

/// <summary>The growing, random waits after failures.</summary>
/// <param name="random">Returns a number from 0 to below 1.</param>
internal sealed class Backoff(Func<double> random)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private int _failures;

    public Backoff() : this(Random.Shared.NextDouble)
    {
    }

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing => _failures > 0;

    public void Reset() => _failures = 0;

    /// <summary>Returns the wait after a failure: half of it is random, so that many gateways don't return at the same time.</summary>
    /// <param name="atLeast">The wait that the server asks for; null for none.</param>
    /// <param name="longest">The longest wait that isn't asked for. Default: <see cref="Longest"/>.</param>
    public TimeSpan Next(TimeSpan? atLeast = null, TimeSpan? longest = null)
    {
        var wait = First * Math.Pow(2, Math.Min(_failures++, 20));
        if (wait > (longest ?? Longest))
            wait = longest ?? Longest;
        var jittered = wait * ((1 + random()) / 2);
        return atLeast is { } asked && asked > TimeSpan.Zero ? asked + jittered : jittered;
    }
}
