using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.Examples;
using GatewayKit.OpenApi.Mocking.State.Patching;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Generated values for members without a given value.</summary>
internal sealed class Samples(ExampleGenerator generator)
{
    /// <summary>Generates a valid value; <c>false</c> if none was found.</summary>
    public bool TryMake(OpenApiSchema schema, string key, out JsonNode? value, long variant = 0)
    {
        value = null;
        var made = generator.Generate(schema, SchemaDirection.Response, key, variant);
        return made.IsValid && JsonTree.TryRead(made.Value, out value);
    }
}
