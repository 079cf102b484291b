using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Creates servers from <c>schemes</c>, <c>host</c> and <c>basePath</c>.</summary>
internal static class SwaggerServers
{
    public static IReadOnlyList<OpenApiServer> Read(ReaderScope scope, SourceLocation root)
    {
        var host = Members.Prose(root, "host") ?? "";
        var path = BasePath.Of("/" + (Members.Prose(root, "basePath") ?? "").TrimStart('/'));
        if (host.Length == 0)
            return path.Length == 0 ? [] : [new OpenApiServer(path, path)];
        var schemes = scope.Members.Items(Members.Any(root, "schemes")).Select(scheme => scheme.Json.ToString()).DefaultIfEmpty("http");
        return [.. schemes.Select(scheme => new OpenApiServer($"{scheme}://{host}{path}", path))];
    }
}
