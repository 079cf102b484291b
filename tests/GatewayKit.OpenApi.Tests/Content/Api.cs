using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Content;

/// <summary>Pieces of a document, made by hand.</summary>
internal static class Api
{
    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static OpenApiSchema Schema(string schema, string components = "{}", JsonSchemaDialect dialect = JsonSchemaDialect.Draft202012)
    {
        var schemas = new OpenApiSchemas(dialect);
        schemas.Add(new Uri("https://example.com/api.json"), Json($$"""{"schema":{{schema}},"components":{"schemas":{{components}} } }"""));
        return schemas.Find("https://example.com/api.json#/schema")!;
    }

    public static OpenApiParameter Parameter(
        ParameterLocation place, ParameterStyle style, bool explode, string schema, string name = "color")
        => new() { Name = name, In = place, Style = style, Explode = explode, Schema = Schema(schema) };

    public static OpenApiParameter Query(string schema, string name = "color")
        => Parameter(ParameterLocation.Query, ParameterStyle.Form, explode: true, schema, name);

    public static OpenApiMediaType Media(
        string name, string? schema = null, string components = "{}", JsonSchemaDialect dialect = JsonSchemaDialect.Draft202012)
        => new() { Name = name, Schema = schema is null ? null : Schema(schema, components, dialect) };

    public static OpenApiOperation Operation(params OpenApiParameter[] parameters)
        => new() { Method = "GET", Path = "/", Parameters = parameters };

    public static OpenApiOperation Taking(params OpenApiMediaType[] content)
        => new() { Method = "POST", Path = "/", RequestBody = new OpenApiRequestBody { Required = true, Content = content } };

    public static RequestReading Read(OpenApiParameter parameter, string raw)
    {
        var request = new ApiRequest
        {
            Method = "GET",
            Path = "/",
            Query = parameter.In == ParameterLocation.Query ? raw : "",
            Headers = parameter.In switch
            {
                ParameterLocation.Header => [new(parameter.Name, raw)],
                ParameterLocation.Cookie => [new("Cookie", raw)],
                _ => [],
            },
        };
        return new RequestValidator(Operation(parameter)).Validate(
            request, parameter.In == ParameterLocation.Path ? [new(parameter.Name, raw)] : []);
    }

    public static RequestReading ReadBody(OpenApiMediaType content, string body, string? contentType = null)
        => ReadBody(content, Encoding.UTF8.GetBytes(body), contentType);

    public static RequestReading ReadBody(OpenApiMediaType content, byte[] body, string? contentType = null)
        => new RequestValidator(Taking(content)).Validate(Post(body, contentType ?? content.Name), []);

    public static ApiRequest Post(byte[] body, string? contentType)
        => new() { Method = "POST", Path = "/", Headers = contentType is null ? [] : [new("Content-Type", contentType)], Body = body };
}
