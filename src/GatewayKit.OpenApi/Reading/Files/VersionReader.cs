using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Determines the version of the specification, and of JSON Schema, of a document.</summary>
internal static class VersionReader
{
    private const string Known = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported";

    public static (OpenApiVersion Version, JsonSchemaDialect Dialect)? Read(Source source, Findings findings)
    {
        if ((Members.Any(source.Whole, "openapi") ?? Members.Any(source.Whole, "swagger")) is not { } location)
        {
            findings.Error(source.Whole,
                $"This isn't an OpenAPI document: an object with a member 'openapi' or 'swagger' is expected. {Known}.");
            return null;
        }
        var text = location.Json.ValueKind switch
        {
            JsonValueKind.String => location.Json.GetString()!.Trim(),
            JsonValueKind.Number => location.Json.GetRawText(),
            _ => "",
        };
        OpenApiVersion? version = (location.Pointer, Minor(text)) switch
        {
            ("/swagger", "2.0" or "2") => OpenApiVersion.Swagger20,
            ("/openapi", "3.0") => OpenApiVersion.OpenApi30,
            ("/openapi", "3.1") => OpenApiVersion.OpenApi31,
            ("/openapi", "3.2") => OpenApiVersion.OpenApi32,
            _ => null,
        };
        if (version is null)
            findings.Error(location, $"The version '{Shortened.Text(text)}' isn't supported; {Known}.");
        return version is { } known ? (known, DialectOf(known, source)) : null;
    }

    private static string Minor(string version) => string.Join('.', version.Split('.', '-').Take(2));

    /// <summary>An unknown dialect is read as 2020-12, which it most likely extends.</summary>
    private static JsonSchemaDialect DialectOf(OpenApiVersion version, Source source)
        => version < OpenApiVersion.OpenApi31 ? JsonSchemaDialect.OpenApi30
            : Members.Prose(source.Whole, "jsonSchemaDialect") is { } dialect && Dialect.Of(dialect) is { } known ? known.Version
            : JsonSchemaDialect.Draft202012;
}
