using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>A policy of the host that can't be built for an endpoint named <c>poison</c>.</summary>
internal sealed class PickyMatcherPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
        => endpoints.Any(e => e.DisplayName == "poison") ? throw new InvalidOperationException("poison") : false;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates) => throw new NotSupportedException();
}
