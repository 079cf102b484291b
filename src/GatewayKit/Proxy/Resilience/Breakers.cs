using System.Collections.Concurrent;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>The circuit breakers of a cluster's destinations. They outlive the versions of the cluster.</summary>
internal sealed class Breakers
{
    // Destinations that are discovered can change at any time.
    private const int MinimumCount = 100;

    private readonly ConcurrentDictionary<(string Id, string Address), Breaker> _breakers = [];
    private readonly CircuitBreakerPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ClusterTelemetry _telemetry;

    /// <param name="policy">The policy.</param>
    /// <param name="before">The breakers with the options before; null if there are none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="telemetry">The telemetry of the cluster.</param>
    public Breakers(CircuitBreakerPolicy policy, Breakers? before, TimeProvider time, ClusterTelemetry telemetry)
    {
        (_policy, _time, _telemetry) = (policy, time, telemetry);
        foreach (var (key, breaker) in before?._breakers ?? [])
        {
            if (breaker.OpenFor is var openFor && openFor > TimeSpan.Zero)
                Create(key).Inherit(openFor);
        }
    }

    /// <summary>Returns the breaker of a destination.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="all">All destinations of the cluster.</param>
    public Breaker Of(DestinationState destination, IReadOnlyList<DestinationState> all)
    {
        var key = KeyOf(destination);
        if (_breakers.TryGetValue(key, out var known))
            return known;

        if (_breakers.Count >= Math.Max(MinimumCount, 2 * all.Count))
            RemoveOthers(all);
        return Create(key);
    }

    /// <summary>Returns whether the breaker of a destination lets nothing through.</summary>
    public bool IsOpen(DestinationState destination)
        => _breakers.TryGetValue(KeyOf(destination), out var breaker) && breaker.OpenFor > TimeSpan.Zero;

    private static (string Id, string Address) KeyOf(DestinationState destination)
        => (destination.DestinationId, destination.Model.Config.Address);

    private Breaker Create((string Id, string Address) key)
        => _breakers.GetOrAdd(key, static (key, self) => new Breaker(key.Id, self._policy, self._time, self._telemetry), this);

    private void RemoveOthers(IReadOnlyList<DestinationState> all)
    {
        var kept = all.Select(KeyOf).ToHashSet();
        foreach (var key in _breakers.Keys.Where(key => !kept.Contains(key)))
            _breakers.TryRemove(key, out _);
    }
}
