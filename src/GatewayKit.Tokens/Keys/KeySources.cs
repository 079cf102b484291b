using Microsoft.Extensions.Logging;

namespace GatewayKit.Tokens;

/// <summary>
/// The key sources of all entries. Entries with the same settings share one, and it outlives a reload: the keys stay known while plugins
/// are created again.
/// </summary>
internal sealed class KeySources : IDisposable
{
    private readonly Dictionary<RemoteKeySettings, (RemoteKeys Keys, int Users)> _sources = [];
    private readonly Lock _lock = new();

    /// <summary>Returns the source for settings. Call <see cref="Release"/> for each call.</summary>
    public RemoteKeys Acquire(RemoteKeySettings settings, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        lock (_lock)
        {
            var (keys, users) = _sources.GetValueOrDefault(settings);
            keys ??= new RemoteKeys(settings, clients, time, logger);
            _sources[settings] = (keys, users + 1);
            return keys;
        }
    }

    public void Release(RemoteKeySettings settings)
    {
        lock (_lock)
        {
            if (!_sources.TryGetValue(settings, out var source))
                return;

            if (source.Users > 1)
            {
                _sources[settings] = (source.Keys, source.Users - 1);
                return;
            }

            _sources.Remove(settings);
            source.Keys.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (keys, _) in _sources.Values)
                keys.Dispose();
            _sources.Clear();
        }
    }
}
