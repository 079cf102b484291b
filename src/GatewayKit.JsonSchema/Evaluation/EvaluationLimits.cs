using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Evaluation;

internal sealed record EvaluationLimits(int MaxDepth, long MaxSteps, long StepsPerByte, TimeSpan PatternTime)
{
    /// <summary>The limits of <see cref="JsonSchemaOptions"/>.</summary>
    public static EvaluationLimits Default { get; } = Of(new JsonSchemaOptions());

    public static EvaluationLimits Of(JsonSchemaOptions options)
        => new(options.MaxDepth, options.MaxSteps, options.StepsPerByte, options.PatternTimeout);

    /// <summary>Creates the budget for one instance.</summary>
    public EvaluationBudget Budget(in JsonElement instance) => Budget(JsonMarshal.GetRawUtf8Value(instance).Length);

    /// <summary>Creates the budget for a message with a length in bytes.</summary>
    public EvaluationBudget Budget(long length) => new(MaxSteps + (StepsPerByte * length), 2 * PatternTime);
}
