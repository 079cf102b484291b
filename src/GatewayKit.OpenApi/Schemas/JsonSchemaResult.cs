using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi.Schemas;

/// <summary>A compiled schema, and what is wrong with it.</summary>
public sealed class JsonSchemaResult
{
    private readonly Func<IReadOnlyList<SchemaError>> _findAll;
    private IReadOnlyList<SchemaError>? _findings;

    internal JsonSchemaResult(JsonSchema? schema, IReadOnlyList<SchemaError> newFindings, Func<IReadOnlyList<SchemaError>>? findAll = null)
        => (Schema, NewFindings, _findAll) = (schema, newFindings, findAll ?? (() => newFindings));

    /// <summary>What was found in the schemas that were compiled for this one, and not for another before.</summary>
    internal IReadOnlyList<SchemaError> NewFindings { get; }

    /// <summary>The schema without the keywords that have errors: it refuses no value that the schema as it was meant would allow. Null if there is
    /// no schema at all.</summary>
    public JsonSchema? Schema { get; }

    /// <summary>Everything that was found in the schema and what it refers to.</summary>
    public IReadOnlyList<SchemaError> Findings => _findings ??= _findAll();

    /// <summary>The findings that left a keyword out.</summary>
    public IReadOnlyList<SchemaError> Errors => Of(OpenApiSeverity.Error);

    /// <summary>The findings whose meaning was clear.</summary>
    public IReadOnlyList<SchemaError> Warnings => Of(OpenApiSeverity.Warning);

    /// <summary>Whether there is a schema and nothing is left out of it.</summary>
    [MemberNotNullWhen(true, nameof(Schema))]
    public bool Succeeded => Schema is not null && Errors.Count == 0;

    private List<SchemaError> Of(OpenApiSeverity severity) => [.. Findings.Where(finding => finding.Severity == severity)];
}
