using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Documents;

/// <summary>Reads <c>type</c>, including type names of programming languages.</summary>
internal static class TypeNames
{
    public const string Rule =
        "A type must be one of array, boolean, integer, null, number, object, string; OpenAPI 3.0 doesn't support null and lists of types.";

    /// <summary>Every type.</summary>
    public const JsonTypes Any =
        JsonTypes.Array | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Null | JsonTypes.Number | JsonTypes.Object | JsonTypes.String;

    private static readonly string[] s_names = ["array", "boolean", "integer", "null", "number", "object", "string"];

    /// <summary>Reads the types of a <c>type</c>, including names of programming languages; <c>null</c> if they aren't clear, or don't
    /// restrict anything.</summary>
    public static JsonTypes? Types(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return Type(value);
        var types = JsonTypes.None;
        foreach (var name in value.EnumerateArray())
        {
            if ((name.ValueKind == JsonValueKind.Null ? JsonTypes.Null : Type(name)) is not { } type)
                return null;
            types |= type;
        }
        return types == JsonTypes.None ? null : types;
    }

    /// <summary>Returns the type of a name: every type for a name like "any", <c>null</c> for an unknown name.</summary>
    public static JsonTypes? Type(JsonElement name)
        => JsonTypeNames.Parse(name) ?? (name.ValueKind != JsonValueKind.String ? null : name.GetString()!.Trim().ToUpperInvariant() switch
        {
            "STRING" or "STR" or "TEXT" or "VARCHAR" or "CHAR" or "UUID" or "GUID" or "DATE" or "DATETIME" or "DATE-TIME" or "TIMESTAMP"
                or "URL" or "URI" or "EMAIL"
                => JsonTypes.String,
            "FILE" or "BINARY" or "BYTE" => JsonTypes.String,
            "INTEGER" or "INT" or "INT32" or "INT64" or "LONG" or "SHORT" or "BIGINT" => JsonTypes.Integer,
            "NUMBER" or "FLOAT" or "DOUBLE" or "DECIMAL" or "NUMERIC" => JsonTypes.Number,
            "BOOLEAN" or "BOOL" => JsonTypes.Boolean,
            "OBJECT" or "MAP" or "DICT" or "DICTIONARY" or "HASH" or "JSON" => JsonTypes.Object,
            "ARRAY" or "LIST" => JsonTypes.Array,
            "NULL" or "NIL" or "NONE" => JsonTypes.Null,
            "ANY" or "MIXED" or "*" => Any,
            _ => null,
        });

    /// <summary>Whether a type is every type.</summary>
    public static bool IsAny(JsonTypes types) => types == Any;

    public static string Suggestion(JsonElement name)
        => name.ValueKind == JsonValueKind.String && NearestName.Of(name.GetString()!, s_names) is { } nearest
            ? $" Did you mean '{nearest}'?"
            : "";
}
