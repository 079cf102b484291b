namespace GatewayKit.Soak.Model;

/// <summary>A route of a generated configuration.</summary>
/// <param name="Id">The id; ids move from path to path between configurations.</param>
/// <param name="Prefix">The path below which it matches; empty for the catch-all route.</param>
/// <param name="IsProtected">Whether it demands a key.</param>
/// <param name="Target">The answering side: a healthy upstream, a mock, or an upstream with a fault.</param>
/// <param name="IsVersioned">Whether it has the plugin whose builds are swapped.</param>
/// <param name="IsLimited">Whether it has a rate limit that is never reached.</param>
internal sealed record SoakRoute(string Id, string Prefix, bool IsProtected, Target Target, bool IsVersioned, bool IsLimited)
{
    /// <summary>Whether the route's path matches a request's path.</summary>
    public bool Matches(string path) => path == Prefix || path.StartsWith(Prefix + "/", StringComparison.Ordinal);
}
