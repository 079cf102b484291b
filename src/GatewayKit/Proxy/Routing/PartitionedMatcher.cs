using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Matches requests like one matcher of all endpoints would, in these steps:
/// <list type="number">
/// <item>the partitions find the leaves with every endpoint that could match the request by its host and path</item>
/// <item>the matcher of these leaves matches the request; it is built for the first request that needs it</item>
/// <item>if the matched endpoint doesn't depend on routes for other hosts, that is the result</item>
/// <item>otherwise the routes of all hosts decide whether the result is 404 or 405, and whether a preflight matches by its own
/// method, because ASP.NET Core looks at methods before hosts (<see cref="MethodRoutes"/>)</item>
/// </list>
/// </summary>
internal sealed class PartitionedMatcher(RoutePartitions partitions, MatcherCache matchers, MatcherCache methods)
{
    /// <summary>Finds the endpoint of a request and puts it and its route values on the request.</summary>
    public Task MatchAsync(HttpContext http)
    {
        var leaves = default(LeafList);
        partitions.Find(http, ref leaves);
        if (leaves.Count == 0)
        {
            http.SetEndpoint(null);
            return MatchMethodsIfNeededAsync(http);
        }

        var matching = matchers.Find(ref leaves).MatchAsync(http);
        return matching.IsCompletedSuccessfully ? MatchMethodsIfNeededAsync(http) : MatchMethodsAfterAsync(http, matching);
    }

    private async Task MatchMethodsAfterAsync(HttpContext http, Task matching)
    {
        await matching.ConfigureAwait(false);
        await MatchMethodsIfNeededAsync(http).ConfigureAwait(false);
    }

    private Task MatchMethodsIfNeededAsync(HttpContext http)
        => partitions.HasHosts && (http.GetEndpoint() is not RouteEndpoint found || (IsPreflight(http) && !AcceptsPreflight(found)))
            ? MatchMethodsAsync(http)
            : Task.CompletedTask;

    private async Task MatchMethodsAsync(HttpContext http)
    {
        var (found, values) = (http.GetEndpoint(), http.Request.RouteValues);
        http.SetEndpoint(null);
        await FindMethods(http).ConfigureAwait(false);
        var ofAllHosts = http.GetEndpoint();
        if (ofAllHosts is not (null or RouteEndpoint))
            return;

        // If a route of any host accepts preflights, ASP.NET Core matches a preflight only with routes that do.
        var isValid = found is RouteEndpoint
            ? ofAllHosts is not null && !AcceptsPreflight(ofAllHosts)
            : !EdgeMiddleware.IsMethodNotAllowed(found);
        http.SetEndpoint(isValid ? found : null);
        http.Request.RouteValues = isValid ? values : [];
    }

    private Task FindMethods(HttpContext http)
    {
        var leaves = default(LeafList);
        partitions.FindMethods(http, ref leaves);
        return leaves.Count == 0 ? Task.CompletedTask : methods.Find(ref leaves).MatchAsync(http);
    }

    private static bool IsPreflight(HttpContext http)
        => HttpMethods.IsOptions(http.Request.Method)
            && http.Request.Headers.ContainsKey(HeaderNames.Origin)
            && http.Request.Headers.TryGetValue(HeaderNames.AccessControlRequestMethod, out var method)
            && !StringValues.IsNullOrEmpty(method);

    private static bool AcceptsPreflight(Endpoint endpoint)
        => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.AcceptCorsPreflight == true;
}
