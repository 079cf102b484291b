using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Serving;

/// <summary>Describes an API as the gateway serves it: the operations that its routes match, with the paths at the gateway and what
/// plugins add.</summary>
internal static class ServedDocument
{
    /// <summary>Returns the document of a version.</summary>
    /// <param name="document">The document of the upstream.</param>
    /// <param name="routes">The routes of the version; empty if the document is shown as it is.</param>
    public static OpenApiDocument Of(OpenApiDocument document, IReadOnlyList<ServedRoute> routes)
    {
        if (routes.Count == 0)
            return document;

        OpenApiOperation[] operations =
        [
            .. document.Operations.Select(operation => Of(operation, routes)).OfType<OpenApiOperation>()
                .DistinctBy(operation => (operation.Method, operation.Path)),
        ];
        var schemes = operations.SelectMany(operation => operation.Security).SelectMany(requirement => requirement.Schemes)
            .Select(pair => pair.Key)
            .DistinctBy(scheme => scheme.Name, StringComparer.Ordinal)
            .ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        return document with { Servers = [], Operations = operations, SecuritySchemes = schemes };
    }

    private static OpenApiOperation? Of(OpenApiOperation operation, IReadOnlyList<ServedRoute> routes)
    {
        var basePath = operation.Servers.Count > 0 ? operation.Servers[0].BasePath : "";
        foreach (var route in routes)
        {
            if (!route.Allows(operation.Method) || route.Path.Of(basePath, operation.Path) is not { } path)
                continue;

            return route.Additions.AddTo(operation) with
            {
                Path = path,
                Servers = route.Host is { } host ? [new OpenApiServer($"https://{host}", "")] : [],
            };
        }

        return null;
    }
}
