namespace GatewayKit.Portal.Accounts;

/// <summary>
/// Lets the forms of a developer take turns, so that forms at the same time don't exceed a limit, and a second click finds what the first
/// one has done. Developers whose ids share a place wait for each other.
/// </summary>
internal sealed class ReaderTurns : IDisposable
{
    private const int Places = 64;

    private readonly SemaphoreSlim[] _places = [.. Enumerable.Range(0, Places).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for a turn, which lasts until the result is disposed.</summary>
    public async Task<IDisposable> WaitAsync(Guid reader, CancellationToken cancellation)
    {
        var place = _places[(uint)reader.GetHashCode() % Places];
        await place.WaitAsync(cancellation).ConfigureAwait(false);
        return new Turn(place);
    }

    public void Dispose()
    {
        foreach (var place in _places)
            place.Dispose();
    }

    private sealed class Turn(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
