using System.Text.Json;
using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>Schemas of a document that have no others, for tests.</summary>
internal static class Api
{
    public static OpenApiSchema Schema(string json, JsonSchemaDialect dialect = JsonSchemaDialect.Draft202012)
    {
        var schemas = new OpenApiSchemas(dialect);
        schemas.Add(new Uri("file:///api.json"), JsonElement.Parse(json));
        return schemas.Find("file:///api.json")!;
    }

    public static string Example(string json, ExampleOptions? options = null, SchemaDirection direction = SchemaDirection.Response)
    {
        var result = new ExampleGenerator(options).Generate(Schema(json), direction, "key");
        Assert.True(result.IsValid, result.Value.GetRawText());
        return result.Value.GetRawText();
    }
}
