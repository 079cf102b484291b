using System.Text.Json;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Record;

/// <summary>The names that a document marks as secret: <c>writeOnly</c>, <c>x-sensitive</c>, <c>format: password</c>, keys of security
/// schemes.</summary>
internal static class SensitiveFields
{
    /// <summary>The maximum number of parts of a schema that are searched.</summary>
    private const int MaxSchemas = 10_000;

    /// <summary>The maximum number of parts of a property's schema that are searched.</summary>
    private const int MaxParts = 1_000;

    /// <summary>Returns the names of the parameters that contain keys.</summary>
    public static IReadOnlyCollection<string> KeysOf(OpenApiDocument document)
        => [.. document.SecuritySchemes.Values
            .Where(s => s.Type == SecuritySchemeType.ApiKey)
            .Select(s => s.ParameterName)
            .Where(name => name.Length > 0)];

    /// <summary>Returns the names of an operation's parameters, headers and body members that are secret.</summary>
    public static IReadOnlyCollection<string> Of(OpenApiOperation operation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters.Concat(operation.Responses.SelectMany(r => r.Headers)))
        {
            if (parameter.Schema is { } schema && IsSensitive(schema))
                names.Add(parameter.Name);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var content in (operation.RequestBody?.Content ?? []).Concat(operation.Responses.SelectMany(r => r.Content)))
        {
            if (content.Schema is { } schema)
                Collect(schema, names, seen);
        }

        return names;
    }

    /// <summary>Searches every schema below, whether it applies to a body or not: a name too many does no harm.</summary>
    private static void Collect(OpenApiSchema root, HashSet<string> names, HashSet<string> seen)
    {
        var rest = new Stack<OpenApiSchema>([root]);
        while (rest.TryPop(out var schema) && seen.Count < MaxSchemas)
        {
            if (!seen.Add(schema.Location) || schema.Json.ValueKind != JsonValueKind.Object)
                continue;

            names.UnionWith(SensitiveProperties(schema));
            foreach (var below in schema.Subschemas())
                rest.Push(below);
            if (Text(schema, "$ref") is { } reference && schema.Follow(reference) is { } target)
                rest.Push(target);
        }
    }

    private static IEnumerable<string> SensitiveProperties(OpenApiSchema schema)
        => schema.Json.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties
                .EnumerateObject()
                .Select(property => property.Name)
                .Where(name => schema.Below($"properties/{Escape(name)}") is { } property && IsSensitive(property))
            : [];

    /// <summary>Whether a value is secret, or the items of an array.</summary>
    private static bool IsSensitive(OpenApiSchema schema)
    {
        var seen = new HashSet<OpenApiSchema>();
        var rest = new Stack<OpenApiSchema>([schema]);
        while (rest.TryPop(out var next) && seen.Count < MaxParts)
        {
            foreach (var part in next.Parts().Where(seen.Add))
            {
                if (Is(part, "writeOnly") || Is(part, "x-sensitive") || Text(part, "format") == "password")
                    return true;
                if (part.Below("items") is { } items)
                    rest.Push(items);
            }
        }
        return false;
    }

    private static bool Is(OpenApiSchema schema, string keyword)
        => schema.Json.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Text(OpenApiSchema schema, string keyword)
        => schema.Json.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Escapes a token of a JSON Pointer (RFC 6901, section 3).</summary>
    private static string Escape(string name)
        => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
