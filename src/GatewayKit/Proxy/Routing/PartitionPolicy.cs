using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Lets the gateway's partitions match a request that reaches the host's routing. The host's routing has one endpoint in place of all of
/// the gateway's, which matches every path, so this policy decides on every request, before any other:
/// <list type="number">
/// <item>as soon as the host's routing has walked the path, the partitions match the request</item>
/// <item>usually that is complete at once: then the host's routing has no candidates left, and what was matched is on the request</item>
/// <item>if a policy of the host has to wait, the endpoint is the only candidate, and the request is matched when the wait ends</item>
/// </list>
/// </summary>
internal sealed class PartitionPolicy(IServiceProvider services) : MatcherPolicy, INodeBuilderPolicy, IEndpointSelectorPolicy
{
    private RouteTable? _table;

    public override int Order => int.MinValue;

    private RouteTable Table => _table ??= (RouteTable)services.GetService(typeof(RouteTable))!;

    bool INodeBuilderPolicy.AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsMark);

    bool IEndpointSelectorPolicy.AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsMark);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
        => [new PolicyNodeEdge(nameof(PendingMatch), [.. endpoints.Where(IsMark)])];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return new MatchingTable(this, exitDestination, edges[0].Destination);
    }

    public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(candidates);
        var pending = httpContext.Features.Get<PendingMatch>()?.Matching ?? Table.MatchAsync(httpContext);
        httpContext.Features.Set<PendingMatch>(null);
        await pending.ConfigureAwait(false);

        // An endpoint on the request ends the selection.
        if (httpContext.GetEndpoint() is not null)
            return;

        for (var i = 0; i < candidates.Count; i++)
            candidates.SetValidity(i, false);
    }

    private static bool IsMark(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PartitionMark>() is not null;

    private sealed record PendingMatch(Task Matching);

    /// <summary>Matches a request instead of comparing it.</summary>
    private sealed class MatchingTable(PartitionPolicy policy, int matched, int pending) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext)
        {
            var matching = policy.Table.MatchAsync(httpContext);
            if (matching.IsCompleted)
            {
                matching.GetAwaiter().GetResult();
                return matched;
            }

            httpContext.Features.Set(new PendingMatch(matching));
            return pending;
        }
    }
}
