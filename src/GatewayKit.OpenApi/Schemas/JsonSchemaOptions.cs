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

    /// <summary>The work that one validation may cost, in steps, beside <see cref="StepsPerByte"/>. A step evaluates one subschema, or reads 16
    /// characters; a million take some tens of milliseconds. An instance that needs more is invalid with the keyword <c>cost</c>. Steps are
    /// counted, not timed: the same instance costs the same everywhere. Default: 500,000.</summary>
    public long MaxSteps { get; init; } = 500_000;

    /// <summary>The steps that each byte of the instance, as JSON, adds to <see cref="MaxSteps"/>. Default: 2.</summary>
    public int StepsPerByte { get; init; } = 2;

    /// <summary>How long one match may take of a pattern that needs backtracking (a back reference, or lookaround other than at the start of an
    /// anchored pattern), and of one that is very large. All matches of a validation may take twice as long. All other patterns take linear
    /// time. An instance that needs longer is invalid with the keyword <c>cost</c>. Default: 25 milliseconds; zero refuses such patterns as
    /// errors of the schema.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromMilliseconds(25);
}
