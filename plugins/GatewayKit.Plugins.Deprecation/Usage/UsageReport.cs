using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Deprecation.Usage;

/// <summary>
/// Counts the requests by phase in a metric, and by consumer in memory. The log names the consumers with the most requests, at most once an
/// hour.
/// </summary>
internal sealed partial class UsageReport(string entry, TimeProvider time, IMeterFactory meters, ILogger logger)
{
    /// <summary>The maximum number of consumers that are counted by name.</summary>
    internal const int MaxConsumers = 1000;

    private const int MaxNamed = 10;
    private const int MaxName = 100;
    private const string Anonymous = "(anonymous)";
    private const string Others = "(others)";

    private static readonly KeyValuePair<string, object?>[] s_phases =
        [.. Enum.GetNames<Phase>().Select(name => new KeyValuePair<string, object?>("phase", name.ToLowerInvariant()))];

    private readonly ConcurrentDictionary<string, ConsumerUsage> _consumers = new(StringComparer.Ordinal);
    private readonly LogThrottle _throttle = new(time, TimeSpan.FromHours(1));
    private readonly KeyValuePair<string, object?> _entry = new("entry", entry);
    private readonly Counter<long> _requests = meters.Create("GatewayKit").CreateCounter<long>(
        "gatewaykit.deprecated.requests", "{request}", "Requests to deprecated APIs by phase.");

    private int _named;

    /// <summary>Counts a request.</summary>
    public void Count(string? consumer, Phase phase)
    {
        _requests.Add(1, _entry, s_phases[(int)phase]);
        Of(consumer ?? Anonymous).Count();
        if (_throttle.IsDue())
            Log();
    }

    /// <summary>Describes the number of requests by consumer since the entry was created.</summary>
    public string Describe()
    {
        (string Name, long Requests)[] all = [.. Sorted(usage => usage.Total)];
        return all.Length == 0 ? "No requests."
            : $"{Number(all.Sum(consumer => consumer.Requests), "request")} of {Number(all.Length, "consumer")}: "
                + $"{Names(all, MaxConsumers)}.";
    }

    private ConsumerUsage Of(string consumer)
    {
        if (_consumers.TryGetValue(consumer, out var usage))
            return usage;

        // Two first requests of a consumer at the same time can count it twice, which lowers the limit a little.
        var isNamed = Volatile.Read(ref _named) < MaxConsumers && Interlocked.Increment(ref _named) <= MaxConsumers;
        return _consumers.GetOrAdd(isNamed ? consumer : Others, _ => new ConsumerUsage());
    }

    private void Log()
    {
        (string Name, long Requests)[] all = [.. Sorted(usage => usage.TakeUnlogged())];
        if (all.Length > 0)
            LogUsage(entry, all.Sum(consumer => consumer.Requests), all.Length, Names(all, MaxNamed));
    }

    private IEnumerable<(string Name, long Requests)> Sorted(Func<ConsumerUsage, long> count)
        => _consumers.Select(consumer => (Name: consumer.Key, Requests: count(consumer.Value)))
            .Where(consumer => consumer.Requests > 0)
            .OrderByDescending(consumer => consumer.Requests)
            .ThenBy(consumer => consumer.Name, StringComparer.Ordinal);

    private static string Names((string Name, long Requests)[] consumers, int count)
        => string.Join(", ", consumers.Take(count).Select(consumer => string.Create(
                CultureInfo.InvariantCulture, $"{Display(consumer.Name)} ({consumer.Requests})")))
            + (consumers.Length > count ? ", ..." : "");

    // A name can come from a token.
    private static string Display(string name) => string.Concat(name.Take(MaxName).Select(c => char.IsControl(c) ? '?' : c));

    private static string Number(long count, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");

    [LoggerMessage(1, LogLevel.Warning,
        "Deprecated API '{Entry}' had {Requests} requests of {Count} consumers: {Consumers}.")]
    private partial void LogUsage(string entry, long requests, int count, string consumers);
}
