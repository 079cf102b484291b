using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>Reads the keywords of one schema, and records its findings.</summary>
internal sealed class SchemaReader(SchemaNode node, ISchemaNodes nodes)
{
    private static readonly FrozenSet<string> s_applicators = FrozenSet.Create(
        StringComparer.Ordinal,
        "$ref", "$dynamicRef", "allOf",
        "anyOf", "oneOf", "if", "then", "else", "not", "properties", "patternProperties", "additionalProperties", "dependentSchemas",
        "items", "prefixItems", "additionalItems", "contains", "unevaluatedItems", "unevaluatedProperties", "");

    private readonly List<Keyword> _keywords = [];

    public SchemaNode Node => node;

    public JsonElement Schema => node.Source;

    public Dialect Dialect => node.Resource.Dialect;

    public JsonSchemaDialect Version => Dialect.Version;

    public bool HasDraft7Keywords => Dialect.HasDraft7Keywords(Version);

    public JsonSchemaOptions Options => nodes.Options;

    public ISchemaNodes Nodes => nodes;

    /// <summary>The allowed types; <c>null</c> before <c>type</c> is read, and without <c>type</c>.</summary>
    public JsonTypes? Types { get; set; }

    /// <summary>Whether null is allowed in addition to the type, by <c>nullable</c> of OpenAPI 3.0 or <c>x-nullable</c> in Swagger 2.0
    /// documents.</summary>
    public bool IsNullable
        => Version == JsonSchemaDialect.OpenApi30
            && (IsTrue("nullable") || (TryGet("x-nullable", out var value) && value.ValueKind == JsonValueKind.True));

    public void Add(Keyword keyword) => _keywords.Add(keyword);

    public void Finish() => node.Keywords = [.. _keywords];

    /// <summary>Records that a keyword can't be used and is left out.</summary>
    public void Error(string keyword, string message)
    {
        node.IsLax = true;
        node.LosesMembers |= s_applicators.Contains(keyword.Split('/')[0]);
        Note(keyword, message, SchemaSeverity.Error);
    }

    /// <summary>Records that a keyword differs from the specification, but has a clear meaning.</summary>
    public void Warn(string keyword, string message) => Note(keyword, message, SchemaSeverity.Warning);

    /// <summary>Whether an invalid value with a clear meaning is accepted; otherwise it is an error.</summary>
    public bool Tolerates(string keyword, string rule, string reading)
    {
        if (Options.Tolerant)
            Warn(keyword, $"{rule} {reading}");
        else
            Error(keyword, rule);
        return Options.Tolerant;
    }

    public bool TryGet(string keyword, out JsonElement value) => Schema.TryGetProperty(keyword, out value);

    /// <summary>Reads a keyword of a certain kind. Another kind is converted if its meaning is clear, and an error otherwise.</summary>
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
            Warn(keyword, $"{rule} It is null and is ignored.");
            return false;
        }
        if (LenientValues.Read(value, kind) is not { } meant)
            return Fails(keyword, rule);
        Warn(keyword, $"{rule} It is read as {Shortened.Text(meant.GetRawText())}.");
        value = meant;
        return true;
    }

    public bool IsTrue(string keyword)
    {
        if (!TryGet(keyword, out var value) || value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.ValueKind == JsonValueKind.True;
        return LenientValues.Flag(value) is { } flag
            ? Tolerates(keyword, $"'{keyword}' must be true or false.", $"It is read as {(flag ? "true" : "false")}.") && flag
            : Fails(keyword, $"'{keyword}' must be true or false.");
    }

    /// <summary>Reads a value of the schema's type, converting it if its meaning is clear.</summary>
    public JsonElement OfType(string keyword, JsonElement value)
    {
        if (!Options.Tolerant || Types is not { } types || LenientValues.OfType(value, types) is not { } meant)
            return value;
        Warn(keyword, $"The values of '{keyword}' must be of the type {JsonTypeNames.Describe(types)}; they are converted.");
        return meant;
    }

    /// <summary>Reads a count: a nonnegative integer. A value beyond the range of an int is equivalent to the largest one.</summary>
    public int? Size(string keyword)
    {
        if (!TryGet(keyword, JsonValueKind.Number, out var value))
            return null;
        var number = JsonNumber.Parse(value);
        if (number.IsInteger && number.CompareTo(JsonNumber.Zero) >= 0)
            return number.ToInt32Saturated();
        Error(keyword, $"'{keyword}' is {Shortened.Text(value.GetRawText())}; it must be an integer, 0 or greater.");
        return null;
    }

    public SchemaNode? Subschema(string keyword)
        => TryGet(keyword, out var value) && !IsTrivial(keyword, value) ? Subschema(keyword, value) : null;

    /// <summary>Reads a subschema that may be true or false in every dialect.</summary>
    public SchemaNode? AdditionalSubschema(string keyword)
    {
        if (!TryGet(keyword, out var value) || IsTrivial(keyword, value))
            return null;
        if (value.ValueKind == JsonValueKind.String
            && LenientValues.Flag(value) is { } flag
            && Tolerates(keyword, $"'{keyword}' must be a schema, true or false.", $"It is read as {(flag ? "true" : "false")}."))
            value = LenientValues.Of(flag);
        return Subschema(keyword, value);
    }

    /// <summary>Returns the schema at a location below this one. An invalid schema is an error and allows everything.</summary>
    public SchemaNode Subschema(string location, JsonElement value) => nodes.NodeAt(node.Resource, $"{node.Pointer}/{location}", value);

    public SchemaNode[] Subschemas(string keyword)
    {
        if (!TryGet(keyword, out var list))
            return [];
        // A keyword with a single schema keeps its location.
        if (list.ValueKind == JsonValueKind.Object && list.GetPropertyCount() > 0)
            return Tolerates(keyword, $"'{keyword}' must be an array.", "The schema is read as its only item.")
                ? [Subschema(keyword, list)]
                : [];
        if (!TryGet(keyword, JsonValueKind.Array, out list))
            return [];
        if (list.GetArrayLength() == 0 && Options.Tolerant)
            Warn(keyword, $"'{keyword}' is empty and is ignored.");
        return
        [
            .. list.EnumerateArray().Select((value, index) => (Location: $"{keyword}/{index}", Value: value))
                .Where(item => !IsTrivial(item.Location, item.Value)).Select(item => Subschema(item.Location, item.Value)),
        ];
    }

    public IEnumerable<(string Name, SchemaNode Schema)> NamedSubschemas(string keyword)
        => TryGet(keyword, JsonValueKind.Object, out var members)
            ? members
                .EnumerateObject()
                .Select(member => (member.Name, Subschema($"{keyword}/{JsonPointer.Escape(member.Name)}", member.Value)))
            : [];

    /// <summary>Reads an array of strings.</summary>
    public string[] Names(string location, JsonElement array)
    {
        const string rule = "The value must be an array of strings.";
        if (array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. array.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        if (IsTrivial(location, array))
            return [];
        if (LenientValues.Names(array) is not { } names)
            Error(location, rule);
        else if (Tolerates(location, rule, $"It is read as {string.Join(", ", names.Select(name => $"'{Shortened.Text(name)}'"))}."))
            return [.. names.Distinct(StringComparer.Ordinal)];
        return [];
    }

    /// <summary>Whether the value is null because it is missing: YAML reads a key without a value as null.</summary>
    private bool IsTrivial(string location, JsonElement value)
    {
        if (!Options.Tolerant || value.ValueKind != JsonValueKind.Null)
            return false;
        Warn(location, "It is null and is ignored.");
        return true;
    }

    private bool Fails(string keyword, string message)
    {
        Error(keyword, message);
        return false;
    }

    private void Note(string keyword, string message, SchemaSeverity severity)
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
