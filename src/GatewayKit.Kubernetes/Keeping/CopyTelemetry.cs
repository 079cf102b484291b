using System.Diagnostics.Metrics;

namespace GatewayKit.Kubernetes.Keeping;

/// <summary>The metrics of the kept copy. Meter: <c>GatewayKit</c>.</summary>
internal sealed class CopyTelemetry
{
    private readonly Counter<long> _writes;

    public CopyTelemetry(IMeterFactory meters, KubernetesGateway gateway, TimeProvider time)
    {
        var meter = meters.Create("GatewayKit");
        _writes = meter.CreateCounter<long>("gatewaykit.kubernetes.copy.writes", "{write}", "Copies of the cluster that were written.");
        meter.CreateObservableGauge(
            "gatewaykit.kubernetes.copy.age",
            () => gateway.KeptCopyTime is { } kept
                ? (IEnumerable<Measurement<double>>)[new((time.GetUtcNow() - kept).TotalSeconds)]
                : [],
            "s", "The age of the copy of the cluster that is served; no value while the API server's state is served.");
    }

    public void Written(bool isComplete)
        => _writes.Add(1, new KeyValuePair<string, object?>("outcome", isComplete ? "completed" : "failed"));
}
