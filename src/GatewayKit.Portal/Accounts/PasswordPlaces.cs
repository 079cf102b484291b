namespace GatewayKit.Portal.Accounts;

/// <summary>Limits the passwords that are hashed at the same time, because a hash takes a processor from the gateway for a while.</summary>
internal sealed class PasswordPlaces(PortalAccountOptions options, TimeProvider time) : IDisposable
{
    /// <summary>The time that an attempt waits for a place.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _places = new(options.Limits.PasswordsAtOnce);

    /// <summary>Waits for a place, which lasts until the result is disposed.</summary>
    /// <returns>The place; null if there is none in time.</returns>
    public async Task<IDisposable?> TryEnterAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await _places.WaitAsync(end.Token).ConfigureAwait(false);
            return new Place(_places);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
