using System.Diagnostics.Metrics;
using GatewayKit.Plugins.Cache.Shared;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Cache;

/// <summary>The metrics and logs of an entry.</summary>
internal sealed partial class CacheTelemetry
{
    private static readonly string[] s_results = ["pass", "hit", "stale", "miss", "renewal"];
    private static readonly string[] s_sharedResults = ["hit", "miss", "invalid", "failed", "dropped"];

    private readonly Counter<long> _requests;
    private readonly Counter<long> _evictions;
    private readonly UpDownCounter<long> _size;
    private readonly Counter<long> _shared;
    private readonly KeyValuePair<string, object?> _entry;
    private readonly string _name;
    private readonly ILogger _logger;

    public CacheTelemetry(IMeterFactory meters, ILogger logger, string entry)
    {
        (_name, _logger) = (entry, logger);
        // No observable instrument: its callback would keep an unloaded plugin in memory.
        var meter = meters.Create("GatewayKit");
        _requests = meter.CreateCounter<long>("gatewaykit.cache.requests", "{request}", "Requests by the result of the cache.");
        _evictions = meter.CreateCounter<long>(
            "gatewaykit.cache.evictions", "{response}", "Responses that were removed because the cache was full.");
        _size = meter.CreateUpDownCounter<long>("gatewaykit.cache.size", "By", "Memory of the stored responses.");
        _shared = meter.CreateCounter<long>("gatewaykit.cache.shared", "{call}", "Calls of the shared store by their result.");
        _entry = new("entry", entry);
    }

    public void Count(CacheResult result)
    {
        if (_requests.Enabled)
            _requests.Add(1, _entry, new("result", s_results[(int)result]));
    }

    public void CountShared(SharedResult result) => _shared.Add(1, _entry, new("result", s_sharedResults[(int)result]));

    public void Evicted(int responses) => _evictions.Add(responses, _entry);

    public void Resized(long bytes)
    {
        if (bytes != 0)
            _size.Add(bytes, _entry);
    }

    /// <summary>Reports that the shared store doesn't answer.</summary>
    public void Lost(Exception error) => LogLost(error, _name);

    /// <summary>Reports that a step in the background failed.</summary>
    public void Failed(Exception error) => LogFailed(error, _name);

    /// <summary>Reports that the shared store answers again.</summary>
    public void Regained() => LogRegained(_name);

    [LoggerMessage(1, LogLevel.Warning,
        "The shared store of cache '{Entry}' doesn't answer. The cache uses its memory only until it does.")]
    private partial void LogLost(Exception error, string entry);

    [LoggerMessage(2, LogLevel.Information, "The shared store of cache '{Entry}' answers again.")]
    private partial void LogRegained(string entry);

    [LoggerMessage(3, LogLevel.Error, "A call of the shared store of cache '{Entry}' in the background failed. The next one continues.")]
    private partial void LogFailed(Exception error, string entry);
}
