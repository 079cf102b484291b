namespace GatewayKit.Admin.Planning;

/// <summary>Lets one plan run at a time, because each compiles a whole configuration.</summary>
internal sealed class PlanTurn : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _running = new(1);

    /// <returns>False if others take too long.</returns>
    public Task<bool> WaitAsync(CancellationToken cancellation) => _running.WaitAsync(s_patience, cancellation);

    public void End() => _running.Release();

    public void Dispose() => _running.Dispose();
}
