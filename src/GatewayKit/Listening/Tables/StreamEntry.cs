using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>A route of streams. Its backends are picked in turn, as often as their weights say.</summary>
/// <param name="id">The id.</param>
/// <param name="route">The route.</param>
internal sealed class StreamEntry(string id, StreamRoute route)
{
    private readonly Lock _lock = new();
    private readonly long[] _credits = new long[route.Backends.Length];
    private readonly long _total = route.Backends.Sum(backend => (long)backend.Weight);

    public string Id => id;

    public StreamRoute Route => route;

    /// <summary>Picks the backend of a stream: the one that is furthest behind its share.</summary>
    /// <returns>Its cluster; null if there is none.</returns>
    public string? Pick()
    {
        if (_total == 0)
            return null;

        lock (_lock)
        {
            var picked = 0;
            for (var i = 0; i < _credits.Length; i++)
            {
                _credits[i] += route.Backends[i].Weight;
                if (_credits[i] > _credits[picked])
                    picked = i;
            }

            _credits[picked] -= _total;
            return route.Backends[picked].ClusterId;
        }
    }
}
