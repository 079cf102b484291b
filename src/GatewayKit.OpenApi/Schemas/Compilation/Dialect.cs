namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>A version with the vocabularies that are in force (2020-12 core, section 8.1.2); before 2019-09 all are.</summary>
internal sealed record Dialect(JsonSchemaDialect Version)
{
    private const string Vocabularies = "https://json-schema.org/draft/2020-12/vocab/";

    public bool Applicators { get; private init; } = true;

    public bool Assertions { get; private init; } = true;

    public bool Unevaluated { get; private init; } = true;

    public bool FormatAssertion { get; private init; }

    /// <summary>Whether a reference makes its siblings mean nothing (draft 7 core, section 8.3; OpenAPI 3.0.3, Reference Object).</summary>
    public bool ReferenceStandsAlone => Version < JsonSchemaDialect.Draft202012;

    public string? IdKeyword => Version switch
    {
        JsonSchemaDialect.Draft4 => "id",
        JsonSchemaDialect.OpenApi30 => null,
        _ => "$id",
    };

    /// <summary>Whether what draft 7 added to draft 4 holds. OpenAPI 3.0 leaves it out, but documents use it and tools heed it.</summary>
    public static bool HasDraft7Keywords(JsonSchemaDialect version) => version >= JsonSchemaDialect.OpenApi30;

    public bool HasBooleanSchemas => Version >= JsonSchemaDialect.Draft7;

    /// <summary>The dialect of a metaschema of this library, or of OpenAPI 3.1; null for any other.</summary>
    public static Dialect? Of(string metaschema) => metaschema.TrimEnd('#') switch
    {
        "http://json-schema.org/draft-04/schema" => new(JsonSchemaDialect.Draft4),
        "http://json-schema.org/draft-07/schema" => new(JsonSchemaDialect.Draft7),
        "https://json-schema.org/draft/2020-12/schema" => new(JsonSchemaDialect.Draft202012),
        "https://spec.openapis.org/oas/3.1/dialect/base" => new(JsonSchemaDialect.Draft202012),
        _ => null,
    };

    /// <summary>2020-12 with some vocabularies; the name of one that is required but not known is given back instead.</summary>
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
