using System.Text.Json;

namespace GatewayKit.JsonSchema;

internal static class Schema
{
    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static CompiledSchema Compile(string schema, JsonSchemaOptions? options = null)
    {
        var result = new JsonSchemaCompiler(options).Compile(Json(schema));
        Assert.Empty(result.Errors);
        return result.Schema!;
    }

    public static bool Allows(string schema, string instance, JsonSchemaOptions? options = null)
        => Compile(schema, options).IsValid(Json(instance));

    public static ValidationErrors Errors(string schema, string instance, JsonSchemaOptions? options = null)
    {
        var errors = new ValidationErrors();
        Compile(schema, options).Validate(Json(instance), errors);
        return errors;
    }

    public static SchemaError CompileError(string schema, JsonSchemaOptions? options = null)
        => Assert.Single(new JsonSchemaCompiler(options).Compile(Json(schema)).Errors);
}
