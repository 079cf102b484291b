using System.Collections.Concurrent;
using System.Net.Http;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Ejects destinations of a cluster that fail several times in a row.</summary>
internal sealed class Outliers
{
    // Destinations that are discovered can change at any time.
    private const int MinimumCount = 100;

    private readonly Lock _gate = new();
    private readonly OutlierDetectionPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ClusterTelemetry _telemetry;
    private readonly ConcurrentDictionary<(string Id, string Address), Outlier> _outliers;

    /// <param name="policy">The policy.</param>
    /// <param name="before">The outliers with the options before, whose state is kept; null if there are none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="telemetry">The telemetry of the cluster.</param>
    public Outliers(OutlierDetectionPolicy policy, Outliers? before, TimeProvider time, ClusterTelemetry telemetry)
    {
        (_policy, _time, _telemetry) = (policy, time, telemetry);
        _outliers = before?._outliers ?? [];
    }

    /// <summary>Returns whether a destination is ejected.</summary>
    public bool IsEjected(DestinationState destination) => IsEjected(destination, _time.GetUtcNow().UtcTicks);

    /// <summary>Counts an attempt.</summary>
    /// <param name="destination">The destination of the attempt.</param>
    /// <param name="all">All destinations of the cluster.</param>
    /// <param name="result">How the attempt ended.</param>
    /// <param name="response">The response; null if there is none.</param>
    public void Count(
        DestinationState destination, IReadOnlyList<DestinationState> all, AttemptResult result, HttpResponseMessage? response)
    {
        if (result == AttemptResult.Unrelated)
            return;

        if (result == AttemptResult.Response && !_policy.Statuses.Contains((int)response!.StatusCode))
        {
            if (_outliers.TryGetValue(KeyOf(destination), out var known) && known.Failures > 0)
                known.Failures = 0;
            return;
        }

        lock (_gate)
            Fail(destination, all);
    }

    private static (string Id, string Address) KeyOf(DestinationState destination)
        => (destination.DestinationId, destination.Model.Config.Address);

    private bool IsEjected(DestinationState destination, long now)
        => _outliers.TryGetValue(KeyOf(destination), out var outlier) && outlier.EjectedUntil > now;

    private void Fail(DestinationState destination, IReadOnlyList<DestinationState> all)
    {
        var now = _time.GetUtcNow().UtcTicks;
        var outlier = FindOrAdd(destination, all);
        if (outlier.EjectedUntil > now || ++outlier.Failures < _policy.ConsecutiveFailures)
            return;

        var ejected = all.Count(other => IsEjected(other, now));
        if ((ejected + 1) * 100L > (long)_policy.MaxEjectionPercent * all.Count)
            return;

        if (now - outlier.EjectedUntil >= _policy.MaxEjectionTime.Ticks)
            outlier.Ejections = 0;
        var duration = TimeSpan.FromTicks(Math.Min(_policy.EjectionTime.Ticks * ++outlier.Ejections, _policy.MaxEjectionTime.Ticks));
        outlier.Failures = 0;
        outlier.EjectedUntil = now + duration.Ticks;
        _telemetry.Ejected(destination.DestinationId, duration);
    }

    private Outlier FindOrAdd(DestinationState destination, IReadOnlyList<DestinationState> all)
    {
        var key = KeyOf(destination);
        if (_outliers.TryGetValue(key, out var known))
            return known;

        if (_outliers.Count >= Math.Max(MinimumCount, 2 * all.Count))
        {
            var kept = all.Select(KeyOf).ToHashSet();
            foreach (var other in _outliers.Keys.Where(other => !kept.Contains(other)))
                _outliers.TryRemove(other, out _);
        }

        return _outliers.GetOrAdd(key, _ => new Outlier());
    }
}
