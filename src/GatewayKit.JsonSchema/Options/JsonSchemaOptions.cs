namespace GatewayKit.JsonSchema;

/// <summary>Options for reading schemas, and limits for validation.</summary>
public sealed record JsonSchemaOptions
{
    /// <summary>The version of schemas without <c>$schema</c>. Default: 2020-12.</summary>
    public JsonSchemaDialect Dialect { get; init; } = JsonSchemaDialect.Draft202012;

    /// <summary>Whether <c>format</c> is checked. Default: <c>false</c>, as in JSON Schema; a 2020-12 metaschema with the format-assertion
    /// vocabulary enables it for its schemas. Unknown formats are never checked.</summary>
    public bool AssertFormats { get; init; }

    /// <summary>The absolute base URI of schemas without an identifier: relative references resolve against it. Default: none.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The documents that schemas may reference. Default: none. No other document is ever loaded.</summary>
    public JsonSchemaRegistry? Registry { get; init; }

    /// <summary>The direction of the instances. Default: none, so that <c>readOnly</c> and <c>writeOnly</c> are ignored.</summary>
    public SchemaDirection Direction { get; init; }

    /// <summary>Whether invalid keywords that are common in OpenAPI documents are accepted with a warning: numbers and Booleans as text,
    /// lists of types in OpenAPI 3.0, patterns of other languages, single values instead of lists. Default: <c>false</c>, which reports
    /// them as errors.</summary>
    public bool Tolerant { get; init; }

    /// <summary>The maximum depth of nested subschemas, including references: 1 to 1024, default 512. An instance that needs more is
    /// invalid.</summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>The maximum work of one validation in steps, in addition to <see cref="StepsPerByte"/>. A step evaluates one subschema or
    /// reads 16 characters; a million steps take some tens of milliseconds. An instance that needs more is invalid with the keyword
    /// <c>cost</c>. Steps are counted instead of timed: the same instance costs the same everywhere. Default: 500,000.</summary>
    public long MaxSteps { get; init; } = 500_000;

    /// <summary>The number of steps that each byte of the instance, as JSON, adds to <see cref="MaxSteps"/>. Default: 2.</summary>
    public int StepsPerByte { get; init; } = 2;

    /// <summary>The maximum time of one match of a pattern that needs backtracking (a back reference, or lookaround other than at the start
    /// of an anchored pattern) or is very large. All these matches of a validation may take twice as long. All other patterns take linear
    /// time. An instance that needs longer is invalid with the keyword <c>cost</c>. Default: 25 milliseconds; zero rejects these patterns
    /// as errors of the schema.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromMilliseconds(25);
}
