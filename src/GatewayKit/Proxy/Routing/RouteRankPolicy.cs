using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Selects between endpoints of the same rank, where ASP.NET Core would end a request that matches several of them with an
/// exception: the host's own before the gateway's, then the longer host pattern, then the lower route id. It also corrects
/// ASP.NET Core's reading of hosts, in which a route of <c>*.b.example.com</c> matches requests for <c>*.example.com</c>.
/// </summary>
internal sealed class RouteRankPolicy : MatcherPolicy, IEndpointComparerPolicy, IEndpointSelectorPolicy
{
    /// <summary>After every other policy: only ties are left.</summary>
    public override int Order => int.MaxValue;

    public IComparer<Endpoint> Comparer { get; } = Comparer<Endpoint>.Create(static (x, y) => Compare(ConfigOf(x), ConfigOf(y)));

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
        => endpoints.Count > 1 && endpoints.Any(endpoint => ConfigOf(endpoint)?.Match.Hosts?.Any(HostPattern.IsWildcard) == true);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(candidates);
        var host = httpContext.Request.Host.Host;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && ConfigOf(candidates[i].Endpoint)?.Match.Hosts is { Count: > 0 } hosts
                && !hosts.Any(pattern => HostPattern.Matches(pattern, host)))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }

    private static int Compare(RouteConfig? x, RouteConfig? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);

        var byHost = ShortestHost(y).CompareTo(ShortestHost(x));
        return byHost != 0 ? byHost : StringComparer.OrdinalIgnoreCase.Compare(x.RouteId, y.RouteId);
    }

    private static int ShortestHost(RouteConfig config) => config.Match.Hosts is { Count: > 0 } hosts ? hosts.Min(host => host.Length) : 0;

    private static RouteConfig? ConfigOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<RouteModel>()?.Config;
}
