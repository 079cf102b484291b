using System.Net.Http;
using GatewayKit.Proxy.Balancing;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>
/// The destinations of one request's attempts. The first is the one that YARP has picked, by session affinity or load balancing, unless
/// it is ejected, or its breaker is open.
/// </summary>
internal sealed class RequestDestinations
{
    private readonly UpstreamRequest _request;
    private readonly IReverseProxyFeature _proxy;
    private readonly DestinationChoice _choice;
    private readonly ActivePolicies _policies;
    private readonly bool _canMove;
    private readonly bool _prefersOthers;
    private readonly List<DestinationState> _tried;
    private readonly List<DestinationState> _refused = [];

    /// <param name="request">The request.</param>
    /// <param name="choice">Picks a destination.</param>
    /// <param name="policies">The policies of the cluster.</param>
    /// <param name="tried">The destinations of other attempts of the exchange.</param>
    public RequestDestinations(
        UpstreamRequest request, DestinationChoice choice, ActivePolicies policies, IEnumerable<DestinationState> tried)
    {
        (_request, _choice, _policies, _tried) = (request, choice, policies, [.. tried]);
        _proxy = request.Http.Features.Get<IReverseProxyFeature>()!;

        _canMove = CanMove(_proxy);
        _prefersOthers = policies.Config.Retry?.OtherDestination != false;
        Current = _proxy.ProxiedDestination!;
    }

    /// <summary>The destination of the current attempt, or before <see cref="MoveNext"/> the one that YARP has picked.</summary>
    public DestinationState Current { get; private set; }

    /// <summary>The breaker of the current destination; null without one.</summary>
    public Breaker? Breaker => _policies.Breakers?.Of(Current, _proxy.AllDestinations);

    /// <summary>The cluster.</summary>
    public ClusterModel Cluster => _proxy.Cluster;

    /// <summary>Returns whether a request can go to other destinations than the first one.</summary>
    public static bool CanMove(IReverseProxyFeature proxy)

        // With this setting, a client's session works at no other destination.
        => proxy.AllDestinations.Count > 1
            && proxy.Cluster.Config.SessionAffinity is not { Enabled: true, FailurePolicy: "Return503Error" };

    /// <summary>Returns whether the health checks allow a destination.</summary>
    public static bool IsHealthy(DestinationState destination)
        => destination.Health is { Active: not DestinationHealth.Unhealthy, Passive: not DestinationHealth.Unhealthy };

    /// <summary>Returns whether another attempt can be sent to a destination: it is healthy, and not drained.</summary>
    public static bool IsAvailable(DestinationState destination) => IsHealthy(destination) && !DestinationMark.IsDrained(destination);

    /// <summary>Chooses the destination of the next attempt.</summary>
    /// <returns>False if the request can't be sent to any.</returns>
    public bool MoveNext()
        => (_tried.Count > 0 && MayMove && TryMove(onlyUntried: true))
            || IsAllowed(Current)
            || (MayMove && TryMove(onlyUntried: false));

    /// <summary>Returns whether there is a destination for another attempt.</summary>
    public bool HasNext() => IsAllowed(Current) || (MayMove && Candidates(onlyUntried: false).Count > 0);

    /// <summary>Returns whether there is a destination for an attempt beside others.</summary>
    /// <param name="used">The destinations of the others.</param>
    public bool HasOther(IReadOnlyCollection<DestinationState> used)
        => _canMove && _proxy.AllDestinations.Any(other => IsAvailable(other) && IsAllowed(other) && !used.Contains(other));

    /// <summary>The attempt at the current destination has ended.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="response">The response; null if there is none.</param>
    public void Complete(AttemptResult result, HttpResponseMessage? response)
    {
        _policies.Outliers?.Count(Current, _proxy.AllDestinations, result, response);
        _tried.Add(Current);
        _refused.Clear();
    }

    /// <summary>The breaker of the current destination lets nothing through.</summary>
    public void Refuse() => _refused.Add(Current);

    // A request that had no attempt yet can always go elsewhere.
    private bool MayMove => _canMove && (_prefersOthers || _tried.Count == 0);

    private bool IsAllowed(DestinationState destination)
        => !_refused.Contains(destination)
            && _policies.Breakers?.IsOpen(destination) != true
            && _policies.Outliers?.IsEjected(destination) != true;

    private List<DestinationState> Candidates(bool onlyUntried)
    {
        var candidates = new List<DestinationState>();
        foreach (var destination in _proxy.AllDestinations)
        {
            if (IsAvailable(destination) && IsAllowed(destination) && !(onlyUntried && _tried.Contains(destination)))
                candidates.Add(destination);
        }

        return candidates;
    }

    private bool TryMove(bool onlyUntried)
    {
        if (_choice.Pick(_request.Http, Cluster, Candidates(onlyUntried)) is not { } next)
            return false;

        var (from, to) = (Current.Model.Config, next.Model.Config);
        var message = _request.Message;
        if (DestinationAddress.Move(message.RequestUri, from, to) is not { } address)
            return false;

        message.RequestUri = address;
        DestinationAddress.MoveHost(message, from, to);
        Current = next;
        return true;
    }
}
