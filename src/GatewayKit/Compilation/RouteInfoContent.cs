namespace GatewayKit.Compilation;

/// <summary>Compares the routes that plugins receive by content.</summary>
internal static class RouteInfoContent
{
    public static bool AreSame(RouteInfo? one, RouteInfo? other)
        => ReferenceEquals(one, other) || (one is not null && other is not null
            && one.Id == other.Id && one.ClusterId == other.ClusterId && one.Path == other.Path
            && one.Hosts.SequenceEqual(other.Hosts) && one.Methods.SequenceEqual(other.Methods)
            && one.Metadata.Count == other.Metadata.Count
            && one.Metadata.All(entry => other.Metadata.TryGetValue(entry.Key, out var value) && value == entry.Value));
}
