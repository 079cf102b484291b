using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Logs and counts what the policies of clusters do.</summary>
internal sealed partial class PolicyTelemetry
{
    private readonly ILogger _logger;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _omitted;
    private readonly Counter<long> _hedges;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _ejections;
    private readonly Counter<long> _rejected;

    public PolicyTelemetry(ILogger<PolicyTelemetry> logger, IMeterFactory meters)
    {
        _logger = logger;
        var meter = meters.Create(PluginTelemetry.MeterName);
        _retries = meter.CreateCounter<long>(
            "gatewaykit.upstream.retries", "{retry}", "Requests that were sent to an upstream again.");
        _omitted = meter.CreateCounter<long>(
            "gatewaykit.upstream.retries.omitted", "{retry}", "Retries that the budget of the cluster didn't allow.");
        _hedges = meter.CreateCounter<long>(
            "gatewaykit.upstream.hedges", "{attempt}", "Additional attempts that began while another one was in progress, or failed.");
        _transitions = meter.CreateCounter<long>(
            "gatewaykit.upstream.breaker.transitions", "{transition}", "Changes of the state of circuit breakers.");
        _ejections = meter.CreateCounter<long>(
            "gatewaykit.upstream.ejections", "{ejection}", "Ejections of destinations that failed several times in a row.");
        _rejected = meter.CreateCounter<long>(
            "gatewaykit.upstream.rejected", "{request}", "Requests that the concurrency policy of the cluster didn't allow.");
    }

    /// <summary>A failed attempt is followed by another one.</summary>
    public void Retried(string cluster, string destination, string reason, int attempt)
    {
        _retries.Add(1, new("cluster", cluster), new KeyValuePair<string, object?>("reason", reason));
        LogRetry(cluster, destination, attempt, reason);
    }

    /// <summary>The budget doesn't allow another attempt.</summary>
    public void RetryOmitted(string cluster)
    {
        _omitted.Add(1, new KeyValuePair<string, object?>("cluster", cluster));
        LogOmitted(cluster);
    }

    /// <summary>Another attempt of a request begins.</summary>
    public void Hedged(string cluster) => _hedges.Add(1, new KeyValuePair<string, object?>("cluster", cluster));

    /// <summary>A breaker has opened.</summary>
    public void BreakerOpened(string cluster, string destination, TimeSpan duration)
    {
        CountTransition(cluster, destination, "open");
        LogOpened(cluster, destination, duration);
    }

    /// <summary>A breaker lets a probe through.</summary>
    public void BreakerHalfOpened(string cluster, string destination)
    {
        CountTransition(cluster, destination, "half-open");
        LogHalfOpened(cluster, destination);
    }

    /// <summary>A breaker has closed.</summary>
    public void BreakerClosed(string cluster, string destination)
    {
        CountTransition(cluster, destination, "closed");
        LogClosed(cluster, destination);
    }

    /// <summary>A destination was ejected.</summary>
    public void Ejected(string cluster, string destination, TimeSpan duration)
    {
        _ejections.Add(1, new("cluster", cluster), new KeyValuePair<string, object?>("destination", destination));
        LogEjected(cluster, destination, duration);
    }

    /// <summary>A request wasn't sent, because too many are in progress.</summary>
    public void Rejected(string cluster) => _rejected.Add(1, new KeyValuePair<string, object?>("cluster", cluster));

    private void CountTransition(string cluster, string destination, string state)
        => _transitions.Add(1, new("cluster", cluster), new("destination", destination), new("state", state));

    [LoggerMessage(1, LogLevel.Debug,
        "Cluster '{Cluster}', destination '{Destination}': attempt {Attempt} failed ({Reason}), and another one follows.")]
    private partial void LogRetry(string cluster, string destination, int attempt, string reason);

    [LoggerMessage(2, LogLevel.Debug, "Cluster '{Cluster}': the retry budget is used up, so a failed request isn't sent again.")]
    private partial void LogOmitted(string cluster);

    [LoggerMessage(3, LogLevel.Warning,
        "Cluster '{Cluster}', destination '{Destination}': the circuit breaker is open for {Duration}, because attempts failed.")]
    private partial void LogOpened(string cluster, string destination, TimeSpan duration);

    [LoggerMessage(4, LogLevel.Information, "Cluster '{Cluster}', destination '{Destination}': a request probes the destination.")]
    private partial void LogHalfOpened(string cluster, string destination);

    [LoggerMessage(5, LogLevel.Information, "Cluster '{Cluster}', destination '{Destination}': the circuit breaker is closed.")]
    private partial void LogClosed(string cluster, string destination);

    [LoggerMessage(6, LogLevel.Warning,
        "Cluster '{Cluster}', destination '{Destination}': the destination is ejected for {Duration}, because attempts failed.")]
    private partial void LogEjected(string cluster, string destination, TimeSpan duration);
}
