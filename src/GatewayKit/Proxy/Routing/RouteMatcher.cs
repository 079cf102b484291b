using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// A separate matcher for a list of endpoints, built by ASP.NET Core with the host's constraints and policies
/// (<see cref="RouteMatcherBuilder"/>). It accepts and matches the same requests as the host's routing would.
/// </summary>
internal sealed class RouteMatcher(RequestDelegate match)
{
    /// <summary>Finds the endpoint of a request and puts it and its route values on the request.</summary>
    public Task MatchAsync(HttpContext http)
    {
        http.SetEndpoint(null);
        var matching = match(http);
        if (!matching.IsCompletedSuccessfully)
            return RestoreAsync(http, matching);

        Restore(http);
        return Task.CompletedTask;
    }

    private static async Task RestoreAsync(HttpContext http, Task matching)
    {
        await matching.ConfigureAwait(false);
        Restore(http);
    }

    /// <summary>The matcher has matched a copy, unless a policy has replaced it.</summary>
    private static void Restore(HttpContext http)
    {
        if (http.GetEndpoint()?.RequestDelegate?.Target is MatchedEndpoint matched)
            http.SetEndpoint(matched.Endpoint);
    }
}
