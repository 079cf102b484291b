using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Examples;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Values that nobody gave, made for their schema.</summary>
internal sealed class Samples(ExampleGenerator generator)
{
    /// <summary>Makes a value that is valid; false if none was found.</summary>
    public bool TryMake(OpenApiSchema schema, string key, out JsonNode? value, long variant = 0)
    {
        value = null;
        var made = generator.Generate(schema, SchemaDirection.Response, key, variant);
        return made.IsValid && JsonTree.TryRead(made.Value, out value);
    }
}
