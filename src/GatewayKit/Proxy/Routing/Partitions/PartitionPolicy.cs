using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Proxy.Routing.Partitions;

/// <summary>
/// Lets the gateway's partitions match a request that reaches the host's routing. The host's routing has one endpoint in place of all of
/// the gateway's, which matches every path, so this policy decides on every request, before any other.
/// </summary>
internal sealed class PartitionPolicy(IServiceProvider services) : MatcherPolicy, IEndpointSelectorPolicy
{
    private RouteTable? _table;

    public override int Order => int.MinValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
        => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<PartitionMark>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(candidates);
        _table ??= (RouteTable)services.GetService(typeof(RouteTable))!;
        var matching = _table.MatchAsync(httpContext);
        if (!matching.IsCompletedSuccessfully)
            return RejectUnmatchedAsync(httpContext, candidates, matching);

        RejectUnmatched(httpContext, candidates);
        return Task.CompletedTask;
    }

    private static async Task RejectUnmatchedAsync(HttpContext http, CandidateSet candidates, Task matching)
    {
        await matching.ConfigureAwait(false);
        RejectUnmatched(http, candidates);
    }

    /// <summary>An endpoint on the request ends the selection.</summary>
    private static void RejectUnmatched(HttpContext http, CandidateSet candidates)
    {
        if (http.GetEndpoint() is not null)
            return;

        for (var i = 0; i < candidates.Count; i++)
            candidates.SetValidity(i, false);
    }
}
