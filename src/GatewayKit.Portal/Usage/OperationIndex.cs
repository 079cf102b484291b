using System.Collections.Frozen;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Content;
using GatewayKit.Statistics;
using GatewayKit.Store.Statistics;

namespace GatewayKit.Portal.Usage;

/// <summary>The operations of the catalog, as the statistics count them: those of versions with routes and a document.</summary>
internal static class OperationIndex
{
    /// <summary>Returns the versions of each route.</summary>
    public static FrozenDictionary<string, UsageOperations[]> Of(PortalContent content)
        => content.Apis.SelectMany(api => api.Versions.Select(version => (Api: api, Version: version)))
            .Where(pair => pair.Version.Document is not null && pair.Version.RouteIds.Count > 0)
            .Select(pair => (pair.Version.RouteIds, Operations: Of(pair.Api, pair.Version)))
            .SelectMany(pair => pair.RouteIds.Distinct(StringComparer.Ordinal).Select(route => (Route: route, pair.Operations)))
            .GroupBy(pair => pair.Route, pair => pair.Operations, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Returns the name of a version in the statistics.</summary>
    public static string NameOf(ApiEntry api, VersionEntry version) => UsageOperations.NameOf(api.Id, version.Name);

    /// <summary>Returns the name of an operation in the statistics.</summary>
    public static string NameOf(OpenApiOperation operation) => UsageNames.Of($"{operation.Method} {operation.Path}");

    private static UsageOperations Of(ApiEntry api, VersionEntry version)
    {
        // Operations are compared by their contents, which can be large.
        var names = version.Document!.Operations.ToDictionary<OpenApiOperation, OpenApiOperation, string>(
            operation => operation, NameOf, ReferenceEqualityComparer.Instance);
        var matcher = new OperationMatcher(version.Document);
        return new UsageOperations(
            NameOf(api, version), (method, path) => matcher.Find(method, path) is { } operation ? names[operation] : null);
    }
}
