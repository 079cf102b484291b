using System.Diagnostics.Metrics;

namespace GatewayKit.Plugins.Cache;

/// <summary>The metrics of an entry.</summary>
internal sealed class CacheTelemetry
{
    private static readonly string[] s_results = ["pass", "hit", "stale", "miss"];

    private readonly Counter<long> _requests;
    private readonly Counter<long> _evictions;
    private readonly UpDownCounter<long> _size;
    private readonly KeyValuePair<string, object?> _entry;

    public CacheTelemetry(IMeterFactory meters, string entry)
    {
        // No observable instrument: its callback would keep an unloaded plugin in memory.
        var meter = meters.Create("GatewayKit");
        _requests = meter.CreateCounter<long>("gatewaykit.cache.requests", "{request}", "Requests by the result of the cache.");
        _evictions = meter.CreateCounter<long>(
            "gatewaykit.cache.evictions", "{response}", "Responses that were removed because the cache was full.");
        _size = meter.CreateUpDownCounter<long>("gatewaykit.cache.size", "By", "Memory of the stored responses.");
        _entry = new("entry", entry);
    }

    public void Count(CacheResult result)
    {
        if (_requests.Enabled)
            _requests.Add(1, _entry, new("result", s_results[(int)result]));
    }

    public void Evicted(int responses) => _evictions.Add(responses, _entry);

    public void Resized(long bytes)
    {
        if (bytes != 0)
            _size.Add(bytes, _entry);
    }
}
