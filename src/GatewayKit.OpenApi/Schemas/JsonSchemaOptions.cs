namespace GatewayKit.OpenApi.Schemas;

/// <summary>How schemas are read, and what a validation may cost.</summary>
public sealed record JsonSchemaOptions
{
    /// <summary>The version of schemas that don't name one with <c>$schema</c>. Default: 2020-12.</summary>
    public JsonSchemaDialect Dialect { get; init; } = JsonSchemaDialect.Draft202012;

    /// <summary>Whether <c>format</c> is checked. Default: false, as JSON Schema has it; a 2020-12 metaschema with the
    /// format-assertion vocabulary turns it on for its schemas. A format that is not known is never checked.</summary>
    public bool AssertFormats { get; init; }

    /// <summary>The absolute URI of schemas that have no identifier: relative references resolve against it. Default: none.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>Documents that schemas may refer to. Default: none. Nothing is ever loaded from anywhere else.</summary>
    public JsonSchemaRegistry? Registry { get; init; }

    /// <summary>Where the instances go. Default: nowhere, so that <c>readOnly</c> and <c>writeOnly</c> say nothing.</summary>
    public SchemaDirection Direction { get; init; }

    /// <summary>Whether what OpenAPI documents often have instead of valid keywords is read as it is meant, with a warning: numbers and truth values as
    /// text, lists of types in OpenAPI 3.0, patterns of other languages, single values instead of lists. Default: false, these are errors.</summary>
    public bool Tolerant { get; init; }

    /// <summary>How deep subschemas may be evaluated within each other, references included: 1 to 1024, default 512.
    /// An instance that would go deeper is invalid.</summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>How many subschemas one validation may evaluate, default 10 million. An instance that needs more is invalid.</summary>
    public long MaxEvaluations { get; init; } = 10_000_000;

    /// <summary>How long one match may take of a pattern that needs backtracking (lookaround, back reference); all others take
    /// linear time. Default: 100 milliseconds; zero refuses such patterns as mistakes of the schema. An instance whose match
    /// takes longer is invalid.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromMilliseconds(100);
}
