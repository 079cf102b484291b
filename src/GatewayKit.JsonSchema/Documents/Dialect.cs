namespace GatewayKit.JsonSchema.Documents;

/// <summary>A JSON Schema version with its active vocabularies (2020-12 core, section 8.1.2); before 2019-09, all are active.</summary>
internal sealed record Dialect(JsonSchemaDialect Version)
{
    private const string Vocabularies = "https://json-schema.org/draft/2020-12/vocab/";

    public bool Applicators { get; private init; } = true;

    public bool Assertions { get; private init; } = true;

    public bool Unevaluated { get; private init; } = true;

    public bool FormatAssertion { get; private init; }

    /// <summary>Whether a reference overrides its siblings (draft 7 core, section 8.3; OpenAPI 3.0.3, Reference Object).</summary>
    public bool ReferenceStandsAlone => Version < JsonSchemaDialect.Draft202012;

    public string? IdKeyword => Version switch
    {
        JsonSchemaDialect.Draft4 => "id",
        JsonSchemaDialect.OpenApi30 => null,
        _ => "$id",
    };

    /// <summary>Whether the keywords that draft 7 added to draft 4 are supported. OpenAPI 3.0 doesn't have them, but documents use them and
    /// tools support them.</summary>
    public static bool HasDraft7Keywords(JsonSchemaDialect version) => version >= JsonSchemaDialect.OpenApi30;

    public bool HasBooleanSchemas => Version >= JsonSchemaDialect.Draft7;

    /// <summary>Returns the dialect of a metaschema in this library, or of OpenAPI 3.1; <c>null</c> for any other one.</summary>
    public static Dialect? Of(string metaschema) => metaschema.TrimEnd('#') switch
    {
        "http://json-schema.org/draft-04/schema" => new(JsonSchemaDialect.Draft4),
        "http://json-schema.org/draft-07/schema" => new(JsonSchemaDialect.Draft7),
        "https://json-schema.org/draft/2020-12/schema" => new(JsonSchemaDialect.Draft202012),
        "https://spec.openapis.org/oas/3.1/dialect/base" => new(JsonSchemaDialect.Draft202012),
        _ => null,
    };

    /// <summary>Creates 2020-12 with some vocabularies; returns the name of a required vocabulary that is unknown.</summary>
    public static Dialect? Of(IEnumerable<(string Uri, bool Required)> vocabularies, out string? unknown)
    {
        unknown = null;
        var dialect = new Dialect(JsonSchemaDialect.Draft202012) { Applicators = false, Assertions = false, Unevaluated = false };
        foreach (var (uri, required) in vocabularies)
        {
            switch (uri.StartsWith(Vocabularies, StringComparison.Ordinal) ? uri[Vocabularies.Length..] : null)
            {
                case "applicator": dialect = dialect with { Applicators = true }; break;
                case "validation": dialect = dialect with { Assertions = true }; break;
                case "unevaluated": dialect = dialect with { Unevaluated = true }; break;
                case "format-assertion": dialect = dialect with { FormatAssertion = true }; break;
                case "core" or "meta-data" or "content" or "format-annotation": break;
                case null or _ when required: unknown = uri; return null;
            }
        }
        return dialect;
    }
}
