using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Statistics;

/// <summary>
/// Counts every exchange by route, consumer and class of its status, in bounded memory. It counts nothing until it is enabled. The store
/// takes the sums in an interval; a host without a store can do that instead. A request allocates nothing, unless it is the first of its
/// series, or its latency is outside of those before.
/// </summary>
public sealed class UsageCollector
{
    /// <summary>The name that stands for no route, or no caller.</summary>
    public const string None = "(none)";

    /// <summary>The name that stands for all others.</summary>
    public const string Other = "(other)";

    private readonly UsageSeriesMap _ofConsumers = new(Other);
    private readonly UsageSeriesMap _ofOperations = new(UsageOperations.OtherVersion);
    private readonly UsageSeriesMap _ofCredentials = new(Other);
    private readonly Lock _taking = new();
    private FrozenDictionary<string, UsageOperations[]>? _operations;

    internal UsageCollector(IMeterFactory meters)
        => meters.Create(PluginTelemetry.MeterName).CreateObservableCounter(
            "gatewaykit.statistics.overflow",
            () => _ofConsumers.Overflow + _ofOperations.Overflow + _ofCredentials.Overflow, "{request}",
            "Requests that the statistics have counted as those of other consumers, operations, credentials or routes, beyond the limit.");

    /// <summary>Gets whether requests are counted.</summary>
    public bool IsEnabled => _ofConsumers.Limit > 0;

    /// <summary>The versions of APIs whose operations are counted, by the ids of their routes; null for none.</summary>
    internal FrozenDictionary<string, UsageOperations[]>? Operations
    {
        get => Volatile.Read(ref _operations);
        set => Volatile.Write(ref _operations, value);
    }

    /// <summary>Whether the uses of credentials are counted.</summary>
    internal bool CountsCredentials { get; set; }

    /// <summary>Counts from now on.</summary>
    /// <param name="limit">
    /// The maximum number of series between two calls of <see cref="Take"/>, 1 to 100,000. Beyond it, requests are counted by route with
    /// the consumer <c>(other)</c>, and beyond twice the limit with the route <c>(other)</c>, too.
    /// </param>
    public void Enable(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100_000);
        _ofConsumers.Limit = _ofOperations.Limit = _ofCredentials.Limit = limit;
    }

    /// <summary>Removes and returns the requests that were counted since the last call. Each request is returned once; if the developer
    /// portal needs its operation or its credential, also in series whose route begins with <c>(operations)</c> or
    /// <c>(credentials)</c>.</summary>
    public IReadOnlyList<UsageSeries> Take()
    {
        lock (_taking)
        {
            var taken = new List<UsageSeries>();
            _ofConsumers.MoveTo(taken);
            _ofOperations.MoveTo(taken);
            _ofCredentials.MoveTo(taken, UsageCredentials.Prefix);
            return taken;
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="route">The id of the route.</param>
    /// <param name="consumer">The name of the consumer; null for none.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="requestBytes">The size of the request's body; less than 0 if it isn't known.</param>
    /// <param name="responseBytes">The size of the response's body; less than 0 if it isn't known.</param>
    /// <param name="duration">The time of the exchange.</param>
    internal void Record(string route, string? consumer, int status, long requestBytes, long responseBytes, TimeSpan duration)
        => _ofConsumers.Record(
            new UsageKey(route, consumer ?? None, UsageKey.ClassOf(status)), requestBytes, responseBytes, duration);

    /// <summary>Counts a use of a credential, whatever the status of the response.</summary>
    /// <param name="consumer">The name of the consumer.</param>
    /// <param name="credential">The id of the credential.</param>
    /// <param name="requestBytes">The size of the request's body; less than 0 if it isn't known.</param>
    /// <param name="responseBytes">The size of the response's body; less than 0 if it isn't known.</param>
    /// <param name="duration">The time of the exchange.</param>
    internal void RecordCredential(string consumer, string credential, long requestBytes, long responseBytes, TimeSpan duration)
        => _ofCredentials.Record(new UsageKey(consumer, credential, 0), requestBytes, responseBytes, duration);

    /// <summary>Counts a request by operation. One that matches no operation is undocumented in each version that has its route.</summary>
    /// <param name="versions">The versions that have the route of the request.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, percent-encoded.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="requestBytes">The size of the request's body; less than 0 if it isn't known.</param>
    /// <param name="responseBytes">The size of the response's body; less than 0 if it isn't known.</param>
    /// <param name="duration">The time of the exchange.</param>
    internal void RecordOperation(
        UsageOperations[] versions, string method, string path, int status, long requestBytes, long responseBytes, TimeSpan duration)
    {
        var isDocumented = false;
        foreach (var version in versions)
        {
            if (version.Find(method, path) is { } operation)
            {
                isDocumented = true;
                Count(version, operation);
            }
        }

        if (isDocumented)
            return;

        foreach (var version in versions)
            Count(version, UsageOperations.UndocumentedBy(method));

        void Count(UsageOperations version, string operation) => _ofOperations.Record(
            new UsageKey(version.Version, operation, UsageKey.ClassOf(status)), requestBytes, responseBytes, duration);
    }
}
