using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.JsonSchema;

/// <summary>A compiled schema and its findings.</summary>
public sealed class JsonSchemaResult
{
    private readonly Func<IReadOnlyList<SchemaError>> _findAll;
    private IReadOnlyList<SchemaError>? _findings;

    internal JsonSchemaResult(
        CompiledSchema? schema, IReadOnlyList<SchemaError> newFindings, Func<IReadOnlyList<SchemaError>>? findAll = null)
        => (Schema, NewFindings, _findAll) = (schema, newFindings, findAll ?? (() => newFindings));

    /// <summary>The findings in the schemas that were first compiled for this one.</summary>
    internal IReadOnlyList<SchemaError> NewFindings { get; }

    /// <summary>The schema without the keywords that have errors: it accepts every value that the intended schema would accept. <c>null</c>
    /// if there isn't a schema.</summary>
    public CompiledSchema? Schema { get; }

    /// <summary>All findings in the schema and the schemas that it references.</summary>
    public IReadOnlyList<SchemaError> Findings => _findings ??= _findAll();

    /// <summary>The findings whose keywords are left out.</summary>
    public IReadOnlyList<SchemaError> Errors => Of(SchemaSeverity.Error);

    /// <summary>The findings whose meaning is clear.</summary>
    public IReadOnlyList<SchemaError> Warnings => Of(SchemaSeverity.Warning);

    /// <summary>Whether there is a schema and no keyword is left out.</summary>
    [MemberNotNullWhen(true, nameof(Schema))]
    public bool Succeeded => Schema is not null && Errors.Count == 0;

    private List<SchemaError> Of(SchemaSeverity severity) => [.. Findings.Where(finding => finding.Severity == severity)];
}
