using System.Net.Http;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Resilience;

/// <summary>The attempts of one request that are in progress at the same time. Each sends a copy of the request.</summary>
/// <param name="request">The request, which isn't sent itself.</param>
/// <param name="create">Creates the attempts of a copy, which avoid the destinations of others.</param>
internal sealed class HedgedRequest(
    UpstreamRequest request, Func<UpstreamRequest, IEnumerable<RequestAttempts>, RequestAttempts> create)
{
    private readonly Lock _gate = new();
    private readonly List<RequestAttempts> _all = [];

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
