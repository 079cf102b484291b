using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Reads discriminators: an object since OpenAPI 3.0, the name of a property in Swagger 2.0.</summary>
internal static class Discriminators
{
    /// <summary>Returns the property that identifies the schema of a value, and the name of a schema that is in a choice or is based on the
    /// schema with the discriminator.</summary>
    public static Discriminated? Of(SchemaNode schema, SchemaNode chosen)
    {
        if (schema.Source.ValueKind != JsonValueKind.Object || !schema.Source.TryGetProperty("discriminator", out var discriminator))
            return null;
        var name = discriminator.ValueKind == JsonValueKind.Object && discriminator.TryGetProperty("propertyName", out var property)
            ? property
            : discriminator;
        if (Text(name) is not { } propertyName || NameOf(Target(chosen)) is not { } schemaName)
            return null;
        return new Discriminated(propertyName, Mapped(discriminator, schemaName) ?? schemaName);
    }

    /// <summary>Returns the schema itself if others only refer to it.</summary>
    public static SchemaNode Target(SchemaNode node)
    {
        for (var i = 0; i < 32; i++)
        {
            if (node.Keywords is [ReferenceKeyword reference])
                node = reference.Target;
            else if (node.Keywords is [AllOfKeyword { Branches: [var only] }])
                node = only;
            else
                break;
        }
        return node;
    }

    private static string? NameOf(SchemaNode node)
    {
        var tokens = node.Pointer.Split('/');
        return tokens is [.., "schemas" or "definitions" or "$defs", var name] ? JsonPointer.Unescape(name) : null;
    }

    private static string? Mapped(JsonElement discriminator, string schemaName)
    {
        if (discriminator.ValueKind != JsonValueKind.Object
            || !discriminator.TryGetProperty("mapping", out var mapping)
            || mapping.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var entry in mapping.EnumerateObject())
        {
            if (Text(entry.Value) is { } reference && JsonPointer.Unescape(reference[(reference.LastIndexOf('/') + 1)..]) == schemaName)
                return entry.Name;
        }
        return null;
    }

    /// <summary>Returns the text of a string; <c>null</c> for any other value.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate.
        }
    }
}
