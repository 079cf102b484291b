namespace GatewayKit.Proxy.Resilience;

/// <summary>The telemetry of one cluster's policies.</summary>
internal sealed class ClusterTelemetry(PolicyTelemetry telemetry, string cluster)
{
    /// <inheritdoc cref="PolicyTelemetry.Retried" />
    public void Retried(string destination, string reason, int attempt) => telemetry.Retried(cluster, destination, reason, attempt);

    /// <inheritdoc cref="PolicyTelemetry.RetryOmitted" />
    public void RetryOmitted() => telemetry.RetryOmitted(cluster);

    /// <inheritdoc cref="PolicyTelemetry.Hedged" />
    public void Hedged() => telemetry.Hedged(cluster);

    /// <inheritdoc cref="PolicyTelemetry.BreakerOpened" />
    public void BreakerOpened(string destination, TimeSpan duration) => telemetry.BreakerOpened(cluster, destination, duration);

    /// <inheritdoc cref="PolicyTelemetry.BreakerHalfOpened" />
    public void BreakerHalfOpened(string destination) => telemetry.BreakerHalfOpened(cluster, destination);

    /// <inheritdoc cref="PolicyTelemetry.BreakerClosed" />
    public void BreakerClosed(string destination) => telemetry.BreakerClosed(cluster, destination);

    /// <inheritdoc cref="PolicyTelemetry.Ejected" />
    public void Ejected(string destination, TimeSpan duration) => telemetry.Ejected(cluster, destination, duration);

    /// <inheritdoc cref="PolicyTelemetry.Rejected" />
    public void Rejected() => telemetry.Rejected(cluster);
}
