using GatewayKit.Portal.Limits;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// Lets the forms of a developer take turns, so that forms at the same time don't exceed a limit, and a second click finds what the first
/// one has done. Developers don't wait for each other.
/// </summary>
internal sealed class ReaderTurns
{
    /// <summary>The maximum number of forms of a developer that wait for another one.</summary>
    public const int MaximumWaiting = 5;

    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Place> _places = [];

    /// <summary>The number of developers with a form, and of forms that have a turn or wait for one.</summary>
    public (int Developers, int Forms) Count
    {
        get
        {
            lock (_places)
                return (_places.Count, _places.Values.Sum(place => place.Forms));
        }
    }

    /// <summary>Waits for a turn, which lasts until the result is disposed.</summary>
    /// <exception cref="LimitReachedException">Too many forms of the developer wait.</exception>
    public async Task<IDisposable> WaitAsync(Guid reader, CancellationToken cancellation)
    {
        var place = Enter(reader);
        try
        {
            await place.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(reader, place);
            throw;
        }

        return new ReaderTurn(this, reader, place);
    }

    private Place Enter(Guid reader)
    {
        lock (_places)
        {
            if (!_places.TryGetValue(reader, out var place))
                _places[reader] = place = new Place();
            if (place.Forms > MaximumWaiting)
                throw new LimitReachedException("Too many of your forms wait for the first one.", s_retry);

            place.Forms++;
            return place;
        }
    }

    private void Leave(Guid reader, Place place)
    {
        lock (_places)
        {
            if (--place.Forms > 0)
                return;

            _places.Remove(reader);
            place.Dispose();
        }
    }

    private sealed class Place : IDisposable
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>The forms that have the turn or wait for it.</summary>
        public int Forms { get; set; }

        public void Dispose() => Turn.Dispose();
    }

    private sealed class ReaderTurn(ReaderTurns turns, Guid reader, Place place) : IDisposable
    {
        public void Dispose()
        {
            place.Turn.Release();
            turns.Leave(reader, place);
        }
    }
}
