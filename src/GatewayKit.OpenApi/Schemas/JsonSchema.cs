using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas;

/// <summary>A compiled schema. Thread-safe; validating what is valid allocates one small object, however large the instance is.</summary>
public sealed class JsonSchema
{
    private readonly SchemaNode _root;
    private readonly EvaluationLimits _limits;

    internal JsonSchema(SchemaNode root, EvaluationLimits limits) => (_root, _limits) = (root, limits);

    internal SchemaNode Root => _root;

    internal EvaluationLimits Limits => _limits;

    /// <summary>Compiles one schema. To compile many that refer to each other, keep a <see cref="JsonSchemaCompiler"/>.</summary>
    /// <param name="schema">The schema: an object, or true or false where the dialect knows them.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    public static JsonSchemaResult Compile(JsonElement schema, JsonSchemaOptions? options = null)
        => new JsonSchemaCompiler(options).Compile(schema);

    /// <summary>Whether an instance is valid. Stops at the first violation.</summary>
    /// <param name="instance">The instance. It must have been parsed with a bounded depth, as is the default.</param>
    public bool IsValid(JsonElement instance) => IsValid(instance, _limits.Budget(instance), out _);

    /// <summary>Whether an instance is valid; if not, collects every violation.</summary>
    /// <param name="instance">The instance. It must have been parsed with a bounded depth, as is the default.</param>
    /// <param name="errors">Receives the violations, up to its limit.</param>
    public bool Validate(JsonElement instance, ValidationErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Validate(instance, errors, _limits.Budget(instance));
    }

    /// <summary>As <see cref="IsValid(JsonElement)"/>, within a budget that other validations share.</summary>
    internal bool IsValid(in JsonElement instance, EvaluationBudget budget, out ValidationError? reason)
    {
        using var context = new EvaluationContext(_limits.MaxDepth, budget, errors: null);
        var valid = context.Run(_root, instance);
        reason = context.Reason;
        return valid;
    }

    /// <summary>As <see cref="Validate(JsonElement, ValidationErrors)"/>, within a budget that other validations share. What can't be checked for its
    /// cost has this one violation.</summary>
    internal bool Validate(in JsonElement instance, ValidationErrors errors, EvaluationBudget budget)
    {
        if (IsValid(instance, budget, out var reason))
            return true;
        var before = errors.Count;
        if (reason is null)
        {
            // As much again, so that what has been found out can be said.
            using var context = new EvaluationContext(_limits.MaxDepth, _limits.Budget(instance), errors);
            context.Run(_root, instance);
            reason = errors.Count == before ? context.Reason : null;
        }
        if (reason is not null)
            errors.Add(reason);
        return false;
    }
}
