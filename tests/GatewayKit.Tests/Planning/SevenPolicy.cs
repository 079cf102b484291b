using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Tests.Planning;

/// <summary>A policy of a host, by which no endpoint matches paths that end in 7.</summary>
internal sealed class SevenPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(candidates);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (httpContext.Request.Path.Value!.EndsWith('7'))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}
