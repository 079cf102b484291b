using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi.Schemas;

/// <summary>A compiled schema, or the mistakes that stand in its way.</summary>
public sealed class JsonSchemaResult
{
    internal JsonSchemaResult(JsonSchema? schema, IReadOnlyList<SchemaError> errors) => (Schema, Errors) = (schema, errors);

    /// <summary>The schema; null if there are errors.</summary>
    public JsonSchema? Schema { get; }

    /// <summary>Every mistake that was found in the schema and what it refers to.</summary>
    public IReadOnlyList<SchemaError> Errors { get; }

    /// <summary>Whether there is a schema.</summary>
    [MemberNotNullWhen(true, nameof(Schema))]
    public bool Succeeded => Schema is not null;
}
