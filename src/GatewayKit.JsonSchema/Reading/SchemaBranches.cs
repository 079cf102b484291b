using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The branches of a single schema. A branch that only allows null isn't listed.</summary>
internal static class SchemaBranches
{
    /// <summary>Returns the relative JSON Pointers of a keyword's branches.</summary>
    public static List<string> Of(JsonElement schema, string keyword)
    {
        var paths = new List<string>();
        if (!schema.TryGetProperty(keyword, out var branches))
            return paths;
        if (branches.ValueKind == JsonValueKind.Object && keyword != "dependentSchemas")
            paths.Add(keyword); // The compiler reads a schema instead of a list as the only branch, too.
        else if (branches.ValueKind == JsonValueKind.Object)
            paths.AddRange(branches.EnumerateObject().Select(branch => $"{keyword}/{JsonPointer.Escape(JsonText.Name(branch))}"));
        else if (branches.ValueKind == JsonValueKind.Array)
            paths.AddRange(branches.EnumerateArray().Index().Where(item => !IsNull(item.Item)).Select(item => $"{keyword}/{item.Index}"));
        return paths;
    }

    public static bool AllowNull(JsonElement schema, string keyword)
        => schema.TryGetProperty(keyword, out var branches)
            && branches.ValueKind == JsonValueKind.Array
            && branches.EnumerateArray().Any(IsNull);

    /// <summary>Whether a schema only leads to another: by a reference, or by a single branch without properties next to it.</summary>
    public static bool IsWrapper(JsonElement schema)
        => schema.TryGetProperty("$ref", out _)
            || (!schema.TryGetProperty("properties", out _)
            && Of(schema, "allOf").Count + Of(schema, "oneOf").Count + Of(schema, "anyOf").Count == 1);

    private static bool IsNull(JsonElement branch)
        => branch.ValueKind == JsonValueKind.Object
            && branch.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String
            && type.ValueEquals("null");
}
