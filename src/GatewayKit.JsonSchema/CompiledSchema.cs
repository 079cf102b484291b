using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema;

/// <summary>A compiled schema. Thread-safe; validating a valid instance allocates one small object, regardless of its size.</summary>
public sealed class CompiledSchema
{
    private readonly SchemaNode _root;
    private readonly EvaluationLimits _limits;

    internal CompiledSchema(SchemaNode root, EvaluationLimits limits) => (_root, _limits) = (root, limits);

    internal SchemaNode Root => _root;

    internal EvaluationLimits Limits => _limits;

    /// <summary>Whether an instance is valid. Stops at the first violation.</summary>
    /// <param name="instance">The instance. Parse it with a limited depth, which is the default.</param>
    public bool IsValid(JsonElement instance) => IsValid(instance, _limits.Budget(instance), out _);

    /// <summary>Whether an instance is valid. If not, collects all violations.</summary>
    /// <param name="instance">The instance. Parse it with a limited depth, which is the default.</param>
    /// <param name="errors">Receives the violations, up to its limit.</param>
    public bool Validate(JsonElement instance, ValidationErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Validate(instance, errors, _limits.Budget(instance));
    }

    /// <summary>Like <see cref="IsValid(JsonElement)"/>, with a budget that other validations share.</summary>
    internal bool IsValid(in JsonElement instance, EvaluationBudget budget, out ValidationError? reason)
    {
        using var context = new EvaluationContext(_limits.MaxDepth, budget, errors: null);
        var valid = context.Run(_root, instance);
        reason = context.Reason;
        return valid;
    }

    /// <summary>Like <see cref="Validate(JsonElement, ValidationErrors)"/>, with a budget that other validations share. If the validation
    /// is too expensive, that is the only violation.</summary>
    internal bool Validate(in JsonElement instance, ValidationErrors errors, EvaluationBudget budget)
    {
        if (IsValid(instance, budget, out var reason))
            return true;
        var before = errors.Count;
        if (reason is null)
        {
            // The same budget again, to report the errors.
            using var context = new EvaluationContext(_limits.MaxDepth, _limits.Budget(instance), errors);
            context.Run(_root, instance);
            reason = errors.Count == before ? context.Reason : null;
        }
        if (reason is not null)
            errors.Add(reason);
        return false;
    }
}
