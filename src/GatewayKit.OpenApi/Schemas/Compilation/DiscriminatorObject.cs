using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>OpenAPI's Discriminator Object (3.1, section 4.8.25).</summary>
/// <param name="Property">The property whose value names a schema.</param>
/// <param name="Mapping">The names that stand for other schemas, with a schema's name or a reference each.</param>
/// <param name="Default">The schema of values without the property or with an unknown name (<c>defaultMapping</c> of OpenAPI 3.2); null for none.</param>
internal sealed record DiscriminatorObject(string Property, IReadOnlyList<(string Name, string Target)> Mapping, string? Default)
{
    /// <summary>The discriminator of a schema; null if there is none, or the dialect doesn't know it.</summary>
    public static DiscriminatorObject? Read(SchemaReader schema)
    {
        if (schema.Version is not (JsonSchemaDialect.OpenApi30 or JsonSchemaDialect.Draft202012) || !schema.TryGet("discriminator", out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && schema.Options.Tolerant)
        {
            schema.Warn("discriminator", "'discriminator' must be an object. The text is read as its 'propertyName', as in Swagger 2.0.");
            return new(value.GetString()!, [], null);
        }
        if (value.ValueKind == JsonValueKind.Object && Text(value, "propertyName") is { } property)
            return new(property, ReadMapping(value), Text(value, "defaultMapping"));
        if (schema.Options.Tolerant)
            schema.Warn("discriminator", "'discriminator' must be an object with a 'propertyName'. It says nothing.");
        return null;
    }

    private static List<(string Name, string Target)> ReadMapping(JsonElement discriminator)
        => discriminator.TryGetProperty("mapping", out var mapping) && mapping.ValueKind == JsonValueKind.Object
            ? [.. mapping.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.String).Select(entry => (JsonText.Name(entry), entry.Value.GetString()!))]
            : [];

    private static string? Text(JsonElement discriminator, string name)
        => discriminator.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
