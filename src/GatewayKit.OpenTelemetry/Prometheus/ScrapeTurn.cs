namespace GatewayKit.OpenTelemetry.Prometheus;

/// <summary>
/// Scrapes one at a time, beside the callers: those that come while a scrape is in progress get its text and wait without a thread. There
/// is a limit of callers, because an address of metrics has no authentication.
/// </summary>
/// <param name="scrape">Returns the text of the current metrics. It blocks its thread.</param>
internal sealed class ScrapeTurn(Func<byte[]> scrape)
{
    /// <summary>The maximum number of callers at the same time, from the request to the end of the response.</summary>
    public const int MaxCallers = 20;

    private readonly Lock _turn = new();
    private Task<byte[]> _running = Task.FromResult<byte[]>([]);
    private int _callers;

    /// <summary>Begins a call.</summary>
    /// <returns>False if there are too many; otherwise, <see cref="Leave"/> ends it.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _callers) <= MaxCallers)
            return true;

        Leave();
        return false;
    }

    /// <summary>Ends a call.</summary>
    public void Leave() => Interlocked.Decrement(ref _callers);

    /// <summary>Returns the text of the scrape in progress, or of a new one.</summary>
    public Task<byte[]> ScrapeAsync()
    {
        lock (_turn)
        {
            if (_running.IsCompleted)
                _running = Task.Run(scrape);
            return _running;
        }
    }
}
