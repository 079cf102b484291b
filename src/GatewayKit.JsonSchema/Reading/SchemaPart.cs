namespace GatewayKit.JsonSchema.Reading;

/// <summary>One of the schemas that apply to the same value.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="IsOptional">Whether the schema only applies to some values: a branch of <c>oneOf</c>, <c>anyOf</c>, <c>if</c> or
/// <c>dependentSchemas</c>.</param>
/// <param name="IsReference">Whether a reference overrides its other keywords. Documents still annotate a reference, for example with
/// <c>readOnly</c>.</param>
internal readonly record struct SchemaPart<T>(T Schema, bool IsOptional, bool IsReference);
