using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The properties that only the other direction has: <c>readOnly</c> in requests, <c>writeOnly</c> in responses.</summary>
internal sealed class OtherDirection(SchemaDirection direction)
{
    private readonly string _keyword = direction == SchemaDirection.Request ? "readOnly" : "writeOnly";

    /// <summary>Returns the names of these properties; <c>null</c> for none.</summary>
    /// <param name="owner">The schema of the document that contains this one.</param>
    /// <param name="schema">The schema.</param>
    public HashSet<string>? PropertiesOf(OpenApiSchema owner, JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return null;

        HashSet<string>? names = null;
        foreach (var property in properties.EnumerateObject())
        {
            if (IsMarked(owner, property.Value))
                (names ??= new HashSet<string>(StringComparer.Ordinal)).Add(property.Name);
        }

        return names;
    }

    private bool IsMarked(OpenApiSchema owner, JsonElement property)
        => (!SchemaReferences.StandsAlone(owner, property) && HasMark(property))
            || (SchemaReferences.Of(property) is { } reference && owner.Follow(reference) is { } target
                && HasMark(SchemaReferences.Target(target).Json));

    private bool HasMark(JsonElement schema)
        => schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty(_keyword, out var value) && value.ValueKind == JsonValueKind.True;
}
