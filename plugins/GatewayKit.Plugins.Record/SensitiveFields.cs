using System.Text.Json;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Record;

/// <summary>The names that a document marks as secret: <c>writeOnly</c>, <c>x-sensitive</c>, <c>format: password</c>, keys of security
/// schemes.</summary>
internal static class SensitiveFields
{
    /// <summary>The maximum number of parts of a schema that are searched.</summary>
    private const int MaxSchemas = 10_000;

    private static readonly string[] s_lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
    private static readonly string[] s_single = ["items", "additionalProperties", "not", "if", "then", "else", "contains"];
    private static readonly string[] s_maps = ["properties", "patternProperties", "$defs", "definitions"];

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
            if (parameter.Schema is { } schema && IsSensitive(schema, 0))
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

    private static void Collect(OpenApiSchema root, HashSet<string> names, HashSet<string> seen)
    {
        var rest = new Stack<OpenApiSchema>([root]);
        while (rest.TryPop(out var schema) && seen.Count < MaxSchemas)
        {
            if (!seen.Add(schema.Location) || schema.Json.ValueKind != JsonValueKind.Object)
                continue;

            foreach (var member in schema.Json.EnumerateObject())
            {
                if (member.NameEquals("$ref") && member.Value.ValueKind == JsonValueKind.String)
                    Push(rest, schema.Follow(member.Value.GetString()!));
                else if (s_single.Contains(member.Name))
                    Push(rest, schema.Below(member.Name));
                else if (s_lists.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Array)
                    for (var i = 0; i < member.Value.GetArrayLength(); i++)
                        Push(rest, schema.Below($"{member.Name}/{i}"));
                else if (s_maps.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Object)
                    CollectMap(schema, member, names, rest);
            }
        }
    }

    private static void CollectMap(OpenApiSchema schema, JsonProperty map, HashSet<string> names, Stack<OpenApiSchema> rest)
    {
        foreach (var property in map.Value.EnumerateObject())
        {
            var name = property.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            if (schema.Below($"{map.Name}/{name}") is not { } below)
                continue;

            if (map.NameEquals("properties") && IsSensitive(below, 0))
                names.Add(property.Name);
            rest.Push(below);
        }
    }

    private static bool IsSensitive(OpenApiSchema schema, int depth)
    {
        if (depth > 8 || schema.Json.ValueKind != JsonValueKind.Object)
            return false;

        return Is(schema, "writeOnly") || Is(schema, "x-sensitive")
            || (schema.Json.TryGetProperty("format", out var format)
                && format.ValueKind == JsonValueKind.String
                && format.ValueEquals("password"))
            || (schema.Json.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
                && schema.Follow(reference.GetString()!) is { } target && IsSensitive(target, depth + 1))
            || (schema.Json.TryGetProperty("items", out _) && schema.Below("items") is { } items && IsSensitive(items, depth + 1));
    }

    private static bool Is(OpenApiSchema schema, string keyword)
        => schema.Json.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static void Push(Stack<OpenApiSchema> rest, OpenApiSchema? schema)
    {
        if (schema is not null)
            rest.Push(schema);
    }
}
