using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>OpenAPI's Discriminator Object (3.1, section 4.8.25).</summary>
/// <param name="Property">The property that contains the name of a schema.</param>
/// <param name="Mapping">Additional names, each with the name of a schema or a reference.</param>
/// <param name="Default">The schema for values without the property or with an unknown name (<c>defaultMapping</c> of OpenAPI 3.2);
/// <c>null</c> for none.</param>
internal sealed record DiscriminatorObject(string Property, IReadOnlyList<(string Name, string Target)> Mapping, string? Default)
{
    /// <summary>Reads the discriminator of a schema; <c>null</c> if it doesn't have one, or the dialect doesn't support it.</summary>
    public static DiscriminatorObject? Read(SchemaReader schema)
    {
        if (schema.Version is not (JsonSchemaDialect.OpenApi30 or JsonSchemaDialect.Draft202012)
            || !schema.TryGet("discriminator", out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && schema.Options.Tolerant)
        {
            schema.Warn("discriminator", "'discriminator' must be an object. The text is read as its 'propertyName', as in Swagger 2.0.");
            return new(value.GetString()!, [], null);
        }
        if (value.ValueKind == JsonValueKind.Object && Text(value, "propertyName") is { } property)
            return new(property, ReadMapping(value), Text(value, "defaultMapping"));
        if (schema.Options.Tolerant)
            schema.Warn("discriminator", "'discriminator' must be an object with a 'propertyName'. It is ignored.");
        return null;
    }

    private static List<(string Name, string Target)> ReadMapping(JsonElement discriminator)
        => discriminator.TryGetProperty("mapping", out var mapping) && mapping.ValueKind == JsonValueKind.Object
            ? [.. mapping
                .EnumerateObject()
                .Where(entry => entry.Value.ValueKind == JsonValueKind.String)
                .Select(entry => (JsonText.Name(entry), entry.Value.GetString()!))]
            : [];

    private static string? Text(JsonElement discriminator, string name)
        => discriminator.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
