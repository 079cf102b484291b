using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>Reads the keywords of one schema, and notes what is wrong with them.</summary>
internal sealed class SchemaReader(SchemaNode node, SchemaCompilation compilation)
{
    private static readonly FrozenSet<string> Applicators = FrozenSet.Create(
        StringComparer.Ordinal,
        "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "then", "else", "not", "properties", "patternProperties", "additionalProperties", "dependentSchemas",
        "items", "prefixItems", "additionalItems", "contains", "unevaluatedItems", "unevaluatedProperties", "");

    private readonly List<Keyword> _keywords = [];

    public SchemaNode Node => node;

    public JsonElement Schema => node.Source;

    public Dialect Dialect => node.Resource.Dialect;

    public JsonSchemaDialect Version => Dialect.Version;

    public bool HasDraft7Keywords => Dialect.HasDraft7Keywords(Version);

    public JsonSchemaOptions Options => compilation.Options;

    public SchemaCompilation Compilation => compilation;

    /// <summary>The types that are allowed; null until <c>type</c> has been read, and without it.</summary>
    public JsonTypes? Types { get; set; }

    /// <summary>Whether null is allowed beside the type, by <c>nullable</c> of OpenAPI 3.0 or the <c>x-nullable</c> of Swagger 2.0's documents.</summary>
    public bool IsNullable => Version == JsonSchemaDialect.OpenApi30 && (IsTrue("nullable") || (TryGet("x-nullable", out var value) && value.ValueKind == JsonValueKind.True));

    public void Add(Keyword keyword) => _keywords.Add(keyword);

    public void Finish()
    {
        node.Keywords = [.. _keywords];
        if (Options.Tolerant)
            Contradictions.Warn(this, _keywords);
    }

    /// <summary>Notes that a keyword can't be used, so that it is left out.</summary>
    public void Error(string keyword, string message)
    {
        node.IsLax = true;
        node.LosesMembers |= Applicators.Contains(keyword.Split('/')[0]);
        Note(keyword, message, OpenApiSeverity.Error);
    }

    /// <summary>Notes that a keyword differs from the specification, but is understood.</summary>
    public void Warn(string keyword, string message) => Note(keyword, message, OpenApiSeverity.Warning);

    /// <summary>Whether something that is clear, but not valid, is taken as it is meant; otherwise it is an error.</summary>
    public bool Tolerates(string keyword, string rule, string reading)
    {
        if (Options.Tolerant)
            Warn(keyword, $"{rule} {reading}");
        else
            Error(keyword, rule);
        return Options.Tolerant;
    }

    public bool TryGet(string keyword, out JsonElement value) => Schema.TryGetProperty(keyword, out value);

    /// <summary>A keyword of a certain kind. Another kind is an error, or read as meant.</summary>
    public bool TryGet(string keyword, JsonValueKind kind, out JsonElement value)
    {
        if (!TryGet(keyword, out value))
            return false;
        if (value.ValueKind == kind)
            return true;
        var rule = $"'{keyword}' must be {Described(kind)}.";
        if (!Options.Tolerant)
            return Fails(keyword, rule);
        if (value.ValueKind == JsonValueKind.Null)
        {
            Warn(keyword, $"{rule} It is null, which says nothing.");
            return false;
        }
        if (LooseValues.Read(value, kind) is not { } meant)
            return Fails(keyword, rule);
        Warn(keyword, $"{rule} It is read as {Shortened.Text(meant.GetRawText())}.");
        value = meant;
        return true;
    }

    public bool IsTrue(string keyword)
    {
        if (!TryGet(keyword, out var value) || value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.ValueKind == JsonValueKind.True;
        return LooseValues.Flag(value) is { } flag
            ? Tolerates(keyword, $"'{keyword}' must be true or false.", $"It is read as {(flag ? "true" : "false")}.") && flag
            : Fails(keyword, $"'{keyword}' must be true or false.");
    }

    /// <summary>A value that must be of the schema's type, as it is meant.</summary>
    public JsonElement OfType(string keyword, JsonElement value)
    {
        if (!Options.Tolerant || Types is not { } types || LooseValues.OfType(value, types) is not { } meant)
            return value;
        Warn(keyword, $"The values of '{keyword}' must be of the type {JsonTypeNames.Describe(types)}; they are read as such.");
        return meant;
    }

    /// <summary>A number of things: an integer, not negative. What is beyond an int allows, or asks for, as much as nothing does.</summary>
    public int? Size(string keyword)
    {
        if (!TryGet(keyword, JsonValueKind.Number, out var value))
            return null;
        var number = JsonNumber.Parse(value);
        if (number.IsInteger && number.CompareTo(JsonNumber.Zero) >= 0)
            return number.ToInt32Saturated();
        Error(keyword, $"'{keyword}' is {Shortened.Text(value.GetRawText())}; it must be an integer, 0 or more.");
        return null;
    }

    public SchemaNode? Subschema(string keyword) => TryGet(keyword, out var value) && !SaysNothing(keyword, value) ? Subschema(keyword, value) : null;

    /// <summary>A subschema that may be true or false in every dialect.</summary>
    public SchemaNode? AdditionalSubschema(string keyword)
    {
        if (!TryGet(keyword, out var value) || SaysNothing(keyword, value))
            return null;
        if (value.ValueKind == JsonValueKind.String && LooseValues.Flag(value) is { } flag && Tolerates(keyword, $"'{keyword}' must be a schema, true or false.", $"It is read as {(flag ? "true" : "false")}."))
            value = LooseValues.Of(flag);
        return Subschema(keyword, value);
    }

    /// <summary>The schema at a place below this one. What can't be one allows everything, and has an error.</summary>
    public SchemaNode Subschema(string place, JsonElement value) => compilation.NodeAt(node.Resource, $"{node.Pointer}/{place}", value);

    public SchemaNode[] Subschemas(string keyword)
    {
        if (!TryGet(keyword, out var list))
            return [];
        // One that stands alone keeps its place.
        if (list.ValueKind == JsonValueKind.Object && list.GetPropertyCount() > 0)
            return Tolerates(keyword, $"'{keyword}' must be an array.", "The schema is read as its only item.") ? [Subschema(keyword, list)] : [];
        if (!TryGet(keyword, JsonValueKind.Array, out list))
            return [];
        if (list.GetArrayLength() == 0 && Options.Tolerant)
            Warn(keyword, $"'{keyword}' is empty, which says nothing.");
        return
        [
            .. list.EnumerateArray().Select((value, index) => (Place: $"{keyword}/{index}", Value: value))
                .Where(item => !SaysNothing(item.Place, item.Value)).Select(item => Subschema(item.Place, item.Value)),
        ];
    }

    public IEnumerable<(string Name, SchemaNode Schema)> NamedSubschemas(string keyword)
        => TryGet(keyword, JsonValueKind.Object, out var members)
            ? members.EnumerateObject().Select(member => (member.Name, Subschema($"{keyword}/{JsonPointer.Escape(member.Name)}", member.Value)))
            : [];

    /// <summary>An array of strings.</summary>
    public string[] Names(string place, JsonElement array)
    {
        const string rule = "The value must be an array of strings.";
        if (array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. array.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        if (SaysNothing(place, array))
            return [];
        if (LooseValues.Names(array) is not { } names)
            Error(place, rule);
        else if (Tolerates(place, rule, $"It is read as {string.Join(", ", names.Select(name => $"'{Shortened.Text(name)}'"))}."))
            return [.. names.Distinct(StringComparer.Ordinal)];
        return [];
    }

    /// <summary>Whether null stands where nothing is meant, as YAML makes of a key without value.</summary>
    private bool SaysNothing(string place, JsonElement value)
    {
        if (!Options.Tolerant || value.ValueKind != JsonValueKind.Null)
            return false;
        Warn(place, "It is null, which says nothing.");
        return true;
    }

    private bool Fails(string keyword, string message)
    {
        Error(keyword, message);
        return false;
    }

    private void Note(string keyword, string message, OpenApiSeverity severity)
    {
        var finding = new SchemaError(keyword.Length == 0 ? node.Location : $"{node.Location}/{keyword}", message) { Severity = severity };
        if (!node.Findings.Contains(finding))
            node.Findings.Add(finding);
    }

    private static string Described(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => "a number",
    };
}
