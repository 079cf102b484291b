using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>The log and the metrics of a schedule.</summary>
internal sealed partial class RolloutReport
{
    private readonly string _entry;
    private readonly string _cluster;
    private readonly ILogger _logger;
    private readonly Gauge<double> _share;
    private readonly Counter<long> _rollbacks;
    private readonly KeyValuePair<string, object?>[] _tags;

    /// <param name="entry">The key of the entry.</param>
    /// <param name="cluster">The id of the new cluster.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public RolloutReport(string entry, string cluster, IMeterFactory meters, ILogger logger)
    {
        var meter = meters.Create("GatewayKit");
        (_entry, _cluster, _logger) = (entry, cluster, logger);
        _tags = [new("entry", entry), new("cluster", cluster)];
        _share = meter.CreateGauge<double>("gatewaykit.split.share", "%", "The share that a schedule gives to its new cluster.");
        _rollbacks = meter.CreateCounter<long>(
            "gatewaykit.split.rollbacks", "{rollback}", "Shares that were taken back, by schedules or commands.");
    }

    public void Raised(double share)
    {
        _share.Record(share, _tags);
        LogRaised(_entry, _cluster, share);
    }

    public void RolledBack(double share, string reason)
    {
        _share.Record(0, _tags);
        _rollbacks.Add(1, _tags);
        LogRolledBack(_entry, _cluster, share, reason);
    }

    [LoggerMessage(1, LogLevel.Information, "Traffic split '{Entry}' gives {Share}% of the requests to cluster '{Cluster}'.")]
    private partial void LogRaised(string entry, string cluster, double share);

    [LoggerMessage(2, LogLevel.Warning, "Traffic split '{Entry}' takes back the {Share}% of cluster '{Cluster}': {Reason}")]
    private partial void LogRolledBack(string entry, string cluster, double share, string reason);
}
