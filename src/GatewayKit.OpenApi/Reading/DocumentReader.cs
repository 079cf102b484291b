using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;
using GatewayKit.OpenApi.Reading.Swagger;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the root of a document.</summary>
internal sealed class DocumentReader(ReaderScope scope)
{
    public OpenApiDocument Read(Source source)
    {
        var root = source.Whole;
        scope.Spelling.Root(root);
        if (Members.Any(root, "components") is { } components)
            scope.Spelling.Components(components);
        var info = scope.Members.Object(root, "info") ?? root.Below("info", default);
        var servers = scope.IsSwagger ? SwaggerServers.Read(scope, root) : new ServerReader(scope).Read(root) ?? [];
        var security = new SecurityReader(scope);
        var schemes = security.Schemes(root);
        var operations = new PathsReader(scope, new OperationReader(scope, root, servers, security, schemes)).Read(root);
        return new OpenApiDocument
        {
            Version = scope.Version,
            Title = Members.Prose(info, "title") ?? "",
            ApiVersion = Members.Prose(info, "version") ?? "",
            Description = Members.Prose(info, "description") ?? "",
            Tags = [.. scope.Members
                .Items(Members.Any(root, "tags"))
                .Where(tag => tag.Json.ValueKind == JsonValueKind.Object && Members.Prose(tag, "name") is { Length: > 0 })
                .Select(tag => new OpenApiTag(Members.Prose(tag, "name")!, Members.Prose(tag, "description")))],
            Servers = servers,
            Operations = operations,
            SecuritySchemes = schemes,
            Schemas = scope.Schemas,
        };
    }
}
