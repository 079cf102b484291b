using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>Reads the top-level keywords of a schema, following references and single branches.</summary>
internal static class SchemaTerms
{
    private const int MaxSteps = 16;

    /// <summary>Follows references, and <c>allOf</c> with a single branch, to a schema.</summary>
    public static OpenApiSchema Target(OpenApiSchema schema)
    {
        for (var step = 0; step < MaxSteps && Next(schema) is { } next; step++)
            schema = next;
        return schema;
    }

    /// <summary>Whether a keyword such as <c>readOnly</c> marks a property.</summary>
    public static bool IsMarked(OpenApiSchema schema, string keyword)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (schema.Json.ValueKind == JsonValueKind.Object
                && schema.Json.TryGetProperty(keyword, out var value)
                && value.ValueKind == JsonValueKind.True)
                return true;
            if (Next(schema) is not { } next)
                return false;
            schema = next;
        }
        return false;
    }

    /// <summary>Returns the only type besides null; <c>null</c> for none or several.</summary>
    public static string? Type(OpenApiSchema schema)
    {
        if (!TryGet(Target(schema), "type", out var type))
            return null;
        if (type.ValueKind == JsonValueKind.String)
            return type.GetString();
        if (type.ValueKind != JsonValueKind.Array)
            return null;
        var names = type.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).Where(
            name => name != "null").ToList();
        return names is [var only] ? only : null;
    }

    public static string? Format(OpenApiSchema schema)
        => TryGet(Target(schema), "format", out var format) && format.ValueKind == JsonValueKind.String ? format.GetString() : null;

    public static long? Number(OpenApiSchema schema, string keyword)
        => TryGet(Target(schema), keyword, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    public static JsonElement? Default(OpenApiSchema schema)
        => TryGet(schema, "default", out var value) || TryGet(Target(schema), "default", out value) ? value : null;

    /// <summary>Returns the schema of an array's items; <c>null</c> if the schema isn't an array.</summary>
    public static OpenApiSchema? Items(OpenApiSchema schema)
    {
        var target = Target(schema);
        return Type(target) is "array" or null && TryGet(target, "items", out _) ? target.Below("items") : null;
    }

    public static bool TryGet(OpenApiSchema schema, string keyword, out JsonElement value)
    {
        value = default;
        return schema.Json.ValueKind == JsonValueKind.Object && schema.Json.TryGetProperty(keyword, out value);
    }

    /// <summary>Normalizes a name for comparison: lower case, without <c>_</c>, <c>-</c> and other punctuation.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static OpenApiSchema? Next(OpenApiSchema schema)
    {
        if (TryGet(schema, "$ref", out var reference))
            return reference.ValueKind == JsonValueKind.String ? schema.Follow(reference.GetString()!) : null;
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "oneOf", "anyOf"])
        {
            if (!TryGet(schema, "properties", out _) && TryGet(schema, keyword, out var branches) && OnlyBranch(branches) is { } only)
                return schema.Below($"{keyword}/{only}");
        }
        return null;
    }

    /// <summary>Returns the index of the only branch, or the only one besides <c>{ "type": "null" }</c>.</summary>
    private static int? OnlyBranch(JsonElement branches)
    {
        if (branches.ValueKind != JsonValueKind.Array || branches.GetArrayLength() > 2)
            return null;
        var places = branches.EnumerateArray().Select((branch, place) => (branch, place))
            .Where(branch => branch.branch.ValueKind != JsonValueKind.Object
                || !branch.branch.TryGetProperty("type", out var type)
                || type.ValueKind != JsonValueKind.String
                || type.GetString() != "null")
            .Select(branch => branch.place).ToList();
        return places is [var only] ? only : null;
    }
}
