namespace GatewayKit.Portal.Trying.Sending;

/// <summary>Limits the requests that run at the same time: 4 of a reader, and 32 of all.</summary>
internal sealed class TryLimits
{
    private const int MaxOfReader = 4;
    private const int MaxOfAll = 32;

    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Counts a request; returns null if too many run.</summary>
    /// <param name="reader">The reader.</param>
    public IDisposable? TryEnter(string reader)
    {
        lock (_running)
        {
            var own = _running.GetValueOrDefault(reader);
            if (own >= MaxOfReader || _all >= MaxOfAll)
                return null;

            _running[reader] = own + 1;
            _all++;
            return new Place(this, reader);
        }
    }

    private void Leave(string reader)
    {
        lock (_running)
        {
            _all--;
            if (--_running[reader] == 0)
                _running.Remove(reader);
        }
    }

    private sealed class Place(TryLimits limits, string reader) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                limits.Leave(reader);
        }
    }
}
