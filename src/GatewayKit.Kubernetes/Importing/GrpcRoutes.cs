using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Decides which hosts become GRPCRoutes. A listener doesn't accept both kinds of routes for the same host.</summary>
internal static class GrpcRoutes
{
    /// <summary>Returns the groups with their kinds of routes.</summary>
    public static IReadOnlyList<HostGroup> Decide(IEnumerable<HostGroup> groups)
    {
        HostGroup[] all = [.. groups.Select(group => group with { IsGrpc = CanBe(group) })];
        while (Array.FindIndex(all, IsInConflict) is >= 0 and var found)
            all[found] = all[found] with { IsGrpc = false };
        return all;

        bool IsInConflict(HostGroup group) => group.IsGrpc && Array.Exists(all, other => !other.IsGrpc && Conflict(group, other));
    }

    private static bool CanBe(HostGroup group)
        => group is { IsRedirect: false, Ingress.Settings: { IsClosed: false, RewriteTarget: null, Cluster.IsHttp2: true } }
            && group.Paths.All(path => PathMatches.MethodOf(path.Path) is not null);

    /// <summary>The redirects to https of a group are an HTTPRoute for the listener for http, where the group has no other route.</summary>
    private static bool Conflict(HostGroup grpc, HostGroup other)
        => HostPatterns.Overlap(grpc.Hosts, other.Hosts)
            && ((grpc.HasTls && other.HasTls) || (!grpc.IsSecured && (!other.IsSecured || other.HasTls)));
}
