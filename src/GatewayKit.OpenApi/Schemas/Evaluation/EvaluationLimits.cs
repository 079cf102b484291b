namespace GatewayKit.OpenApi.Schemas.Evaluation;

internal sealed record EvaluationLimits(int MaxDepth, long MaxEvaluations);
