using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>Reads the keywords of one schema, and notes its mistakes.</summary>
internal sealed class SchemaReader(SchemaNode node, SchemaCompilation compilation)
{
    private readonly List<Keyword> _keywords = [];

    public SchemaNode Node => node;

    public JsonElement Schema => node.Source;

    public Dialect Dialect => node.Resource.Dialect;

    public JsonSchemaDialect Version => Dialect.Version;

    public bool HasDraft7Keywords => Dialect.HasDraft7Keywords(Version);

    public JsonSchemaOptions Options => compilation.Options;

    public SchemaCompilation Compilation => compilation;

    /// <summary>Whether null is allowed beside the type, by <c>nullable</c> of OpenAPI 3.0 or the <c>x-nullable</c> of Swagger 2.0's documents.</summary>
    public bool IsNullable => Version == JsonSchemaDialect.OpenApi30 && (IsTrue("nullable") || (TryGet("x-nullable", out var value) && value.ValueKind == JsonValueKind.True));

    public void Add(Keyword keyword) => _keywords.Add(keyword);

    public void Finish() => node.Keywords = [.. _keywords];

    public void Error(string keyword, string message) => node.Errors.Add(new SchemaError(keyword.Length == 0 ? node.Location : $"{node.Location}/{keyword}", message));

    public bool TryGet(string keyword, out JsonElement value) => Schema.TryGetProperty(keyword, out value);

    /// <summary>A keyword of a certain kind; another kind is a mistake.</summary>
    public bool TryGet(string keyword, JsonValueKind kind, out JsonElement value)
    {
        if (!TryGet(keyword, out value))
            return false;
        if (value.ValueKind == kind)
            return true;
        Error(keyword, $"'{keyword}' must be {Described(kind)}.");
        return false;
    }

    public bool IsTrue(string keyword)
    {
        if (!TryGet(keyword, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Error(keyword, $"'{keyword}' must be true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A number of things: an integer, not negative. What is beyond an int allows, or asks for, as much as nothing does.</summary>
    public int? Size(string keyword)
    {
        if (!TryGet(keyword, JsonValueKind.Number, out var value))
            return null;
        var number = JsonNumber.Parse(value);
        if (number.IsInteger && number.CompareTo(JsonNumber.Zero) >= 0)
            return number.ToInt32Saturated();
        Error(keyword, $"'{keyword}' must be an integer that is not negative.");
        return null;
    }

    public SchemaNode? Subschema(string keyword) => TryGet(keyword, out var value) ? Subschema(keyword, value) : null;

    /// <summary>A subschema that may be true or false in every dialect.</summary>
    public SchemaNode? AdditionalSubschema(string keyword)
        => TryGet(keyword, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? compilation.NodeAt(node.Resource, $"{node.Pointer}/{keyword}", value)
            : Subschema(keyword);

    /// <summary>The schema at a place below this one; null, and a mistake, if it can't be one.</summary>
    public SchemaNode? Subschema(string place, JsonElement value)
    {
        if (CanBeSchema(value))
            return compilation.NodeAt(node.Resource, $"{node.Pointer}/{place}", value);
        Error(place, Dialect.HasBooleanSchemas ? "A schema must be an object, true or false." : "A schema must be an object.");
        return null;
    }

    public SchemaNode[] Subschemas(string keyword)
    {
        if (!TryGet(keyword, JsonValueKind.Array, out var array))
            return [];
        return [.. array.EnumerateArray().Select((value, index) => Subschema($"{keyword}/{index}", value)).OfType<SchemaNode>()];
    }

    public IEnumerable<(string Name, SchemaNode Schema)> NamedSubschemas(string keyword)
    {
        if (!TryGet(keyword, JsonValueKind.Object, out var members))
            yield break;
        foreach (var member in members.EnumerateObject())
        {
            if (Subschema($"{keyword}/{JsonPointer.Escape(member.Name)}", member.Value) is { } schema)
                yield return (member.Name, schema);
        }
    }

    /// <summary>An array of strings.</summary>
    public string[] Names(string place, JsonElement array)
    {
        if (array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. array.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        Error(place, "The value must be an array of strings.");
        return [];
    }

    private bool CanBeSchema(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => true,
        JsonValueKind.True or JsonValueKind.False => Dialect.HasBooleanSchemas,
        _ => false,
    };

    private static string Described(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => "a number",
    };
}
