using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Proxy.Routing;

/// <summary>Selects the first valid candidate, even if another one has the same rank.</summary>
internal sealed class FirstEndpointSelector : EndpointSelector
{
    public override Task SelectAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i))
            {
                httpContext.SetEndpoint(candidates[i].Endpoint);
                break;
            }
        }

        return Task.CompletedTask;
    }
}
