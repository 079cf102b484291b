using System.Text.Json;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>One compiled assertion or applicator.</summary>
internal abstract class Keyword(SchemaNode schema, string name)
{
    public string Name => name;

    /// <summary>The schema that contains the keyword.</summary>
    protected SchemaNode Owner => schema;

    public virtual string Location => $"{schema.Location}/{name}";

    /// <summary>The schemas that this keyword applies.</summary>
    public virtual IEnumerable<SchemaNode> Subschemas => [];

    /// <summary>Whether the subschemas are applied to the same instance: a cycle of such keywords would never end.</summary>
    public virtual bool AppliesInPlace => false;

    /// <summary>Whether the keyword is still meaningful if a part of its schema or a subschema was left out.</summary>
    public virtual bool Holds(SchemaNode owner) => true;

    public abstract bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks);

    /// <summary>Describes the requirement; only called while errors are collected.</summary>
    public virtual string Message(in JsonElement instance) => $"The value violates '{name}'.";
}
