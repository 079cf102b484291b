using System.Net.Http;
using GatewayKit.Proxy.Upstream;
using Polly;

namespace GatewayKit.Proxy.Resilience;

/// <summary>The attempts of one request that are in progress at the same time. Each sends a copy of the request.</summary>
/// <param name="request">The request, which isn't sent itself.</param>
/// <param name="create">Creates the attempts of a copy, which avoid the destinations of others.</param>
internal sealed class HedgedRequest(
    UpstreamRequest request, Func<UpstreamRequest, IEnumerable<RequestAttempts>, RequestAttempts> create)
{
    /// <summary>The request's key in Polly's context.</summary>
    public static readonly ResiliencePropertyKey<HedgedRequest?> Key = new("GatewayKit.Hedged");

    private readonly Lock _gate = new();
    private readonly List<RequestAttempts> _all = [];

    /// <summary>Returns the request that the policy handles; null if it is asked without a request.</summary>
    public static HedgedRequest? Of(ResilienceContext context) => context.Properties.GetValue(Key, null);

    /// <summary>Returns whether there is a destination for another attempt that has none in progress and had none.</summary>
    public bool HasOtherDestination()
    {
        lock (_gate)
            return _all is [var first, ..] && first.Destinations.HasOther([.. _all.Select(attempts => attempts.Destinations.Current)]);
    }

    /// <summary>Begins another attempt.</summary>
    public RequestAttempts Begin()
    {
        lock (_gate)
        {
            var attempts = create(request.Copy(), _all);
            _all.Add(attempts);
            return attempts;
        }
    }

    /// <summary>Returns the attempts that a response is from; without a response the last ones, or null if none began.</summary>
    public RequestAttempts? Of(HttpResponseMessage? response)
    {
        lock (_gate)
            return _all.Find(attempts => response is not null && attempts.Response == response) ?? _all.LastOrDefault();
    }
}
