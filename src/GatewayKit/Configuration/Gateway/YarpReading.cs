using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration.Gateway;

/// <summary>
/// Handles absent and empty keys as YARP's own reader does, so that a section means the same here: some empty lists are
/// null, and a match and the destinations are always present.
/// </summary>
internal static class YarpReading
{
    public static RouteConfig Of(RouteConfig route) => route with
    {
        Match = Of(route.Match ?? new RouteMatch()),
        Metadata = OrNull(route.Metadata),
        Transforms = OrNull(route.Transforms),
    };

    public static ClusterConfig Of(ClusterConfig cluster) => cluster with
    {
        Destinations = cluster.Destinations?.ToDictionary(
            d => d.Key, d => d.Value with { Metadata = OrNull(d.Value.Metadata) }, StringComparer.OrdinalIgnoreCase)
            ?? new Dictionary<string, DestinationConfig>(StringComparer.OrdinalIgnoreCase),
        Metadata = OrNull(cluster.Metadata),
    };

    private static RouteMatch Of(RouteMatch match) => match with
    {
        Methods = OrNull(match.Methods),
        Hosts = OrNull(match.Hosts),
        Headers = match.Headers?.Select(h => h with { Values = OrNull(h.Values) }).ToArray(),
        QueryParameters = match.QueryParameters?.Select(q => q with { Values = OrNull(q.Values) }).ToArray(),
    };

    private static T? OrNull<T>(T? items) where T : class, IEnumerable<object> => items?.Any() == true ? items : null;

    private static IReadOnlyDictionary<string, string>? OrNull(IReadOnlyDictionary<string, string>? entries)
        => entries?.Count > 0 ? entries : null;
}
