namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>A request that fetches a response, while others for the same response wait.</summary>
internal sealed class Fill(FillTable table, string key)
{
    private readonly TaskCompletionSource<FillOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Key { get; } = key;

    /// <summary>Gets the end of the fill.</summary>
    public Task<FillOutcome> Outcome => _outcome.Task;

    public bool HasEnded => _outcome.Task.IsCompleted;

    /// <summary>Ends the fill; later calls have no effect.</summary>
    public void End(FillOutcome outcome)
    {
        if (HasEnded)
            return;

        // Removed first: a request that wakes up can start the next fill.
        table.Remove(this);
        _outcome.TrySetResult(outcome);
    }
}
