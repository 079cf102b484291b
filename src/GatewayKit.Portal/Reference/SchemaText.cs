using System.Text.Json;
using GatewayKit.Portal.Text;

namespace GatewayKit.Portal.Reference;

/// <summary>Reads the keywords of a schema as texts.</summary>
internal static class SchemaText
{
    public const string AnyType = "any";

    private const int MaxValue = 200;
    private const int MaxValues = 100;

    private static readonly string[] s_rules =
    [
        "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "default",
    ];

    public static string? Of(JsonElement schema, string keyword)
        => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(keyword, out var value)
            && value.ValueKind == JsonValueKind.String && JsonText.Of(value, SafeMarkdown.MaxLength) is { Length: > 0 } text ? text : null;

    public static bool Is(JsonElement schema, string keyword)
        => schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    public static HashSet<string> RequiredIn(JsonElement schema)
        => schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];

    public static string TypeOf(JsonElement schema)
    {
        var types = schema.TryGetProperty("type", out var type) ? type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => [.. type.EnumerateArray().Take(MaxValue).Select(item => JsonText.Of(item, MaxValue))],
            _ => new List<string>(),
        } : [];
        if (types.Count == 0 && schema.TryGetProperty("properties", out _))
            types.Add("object");
        if (types.Count == 0 && schema.TryGetProperty("items", out _))
            types.Add("array");
        if (types.Count == 0)
            return AnyType;

        if (Of(schema, "format") is { } format)
            types[0] = $"{types[0]} ({Cut(format)})";
        if (Is(schema, "nullable"))
            types.Add("null");
        return Cut(string.Join(" or ", types));
    }

    public static IReadOnlyList<string> RulesOf(JsonElement schema)
        => [.. s_rules
            .Where(rule => schema.TryGetProperty(rule, out var value) && value.ValueKind != JsonValueKind.False)
            .Select(rule => $"{rule}: {JsonText.Of(schema.GetProperty(rule), MaxValue)}")];

    public static IReadOnlyList<string> ValuesOf(JsonElement schema)
        => schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Take(MaxValues).Select(value => JsonText.Of(value, MaxValue))]
            : schema.TryGetProperty("const", out var only) ? [JsonText.Of(only, MaxValue)] : [];

    /// <summary>Returns the last part of a schema's location.</summary>
    public static string NameOf(string location)
        => Uri.UnescapeDataString(location).TrimEnd('#', '/').Split('/', '#')[^1];

    /// <summary>Returns a name as a part of a JSON Pointer (RFC 6901).</summary>
    public static string Escape(string name)
        => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Cut(string text) => text.Length <= MaxValue ? text : $"{text[..MaxValue]}…";
}
