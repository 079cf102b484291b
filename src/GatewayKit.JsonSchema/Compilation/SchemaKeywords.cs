using System.Text.Json;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Reads a schema: cheap assertions first, so that a violation is found early; unevaluated keywords last, because they depend on
/// the others.</summary>
internal static class SchemaKeywords
{
    public const string NotASchema = "A schema must be an object, or true or false if the version supports them.";

    private static readonly Action<SchemaReader>[] s_assertions =
    [
        TypeKeyword.Read, ConstKeyword.Read,
        EnumKeyword.Read, BoundKeyword.Read, MultipleOfKeyword.Read, LengthKeyword.Read, PatternKeyword.Read,
        CountKeyword.Read, RequiredKeyword.Read, UniqueItemsKeyword.Read, DependentRequiredKeyword.Read,
    ];

    private static readonly Action<SchemaReader>[] s_references = [FormatKeyword.Read, ReferenceKeyword.Read, DynamicReferenceKeyword.Read];

    private static readonly Action<SchemaReader>[] s_applicators =
    [
        MembersKeyword.Read, PropertyNamesKeyword.Read,
        ItemsKeyword.Read, ContainsKeyword.Read, DependentSchemasKeyword.Read, AllOfKeyword.Read, AnyOfKeyword.Read,
        OneOfKeyword.Read, DerivedSchemaKeyword.Read, NotKeyword.Read, ConditionKeyword.Read,
    ];

    private static readonly Action<SchemaReader>[] s_unevaluated = [UnevaluatedItemsKeyword.Read, UnevaluatedPropertiesKeyword.Read];

    public static void Read(SchemaReader schema)
    {
        switch (schema.Schema.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(schema);
                break;
            case JsonValueKind.False when IsSchema(schema):
                schema.Add(new FalseKeyword(schema.Node));
                break;
            case JsonValueKind.True when IsSchema(schema):
                break;
            case JsonValueKind.Null when schema.Options.Tolerant:
                schema.Warn("", $"{NotASchema} It is null and is ignored.");
                break;
            case JsonValueKind.Array when schema.Schema.GetArrayLength() == 0:
                schema.Tolerates("", NotASchema, "It is empty and is ignored.");
                break;
            default:
                schema.Error("", NotASchema);
                break;
        }
        schema.Finish();
        if (schema.Options.Tolerant)
            Contradictions.Warn(schema, schema.Node.Keywords);
    }

    private static void ReadObject(SchemaReader schema)
    {
        if (schema.Options.Tolerant)
            SchemaSpelling.Check(schema);
        if (schema.Dialect.ReferenceStandsAlone && schema.TryGet("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
        {
            Run(schema, [ReferenceKeyword.Read]);
            return;
        }
        if (schema.Dialect.Assertions)
            Run(schema, s_assertions);
        Run(schema, s_references);
        if (schema.Dialect.Applicators)
            Run(schema, s_applicators);
        if (schema.Dialect.Unevaluated && schema.Version == JsonSchemaDialect.Draft202012)
            Run(schema, s_unevaluated);
    }

    private static void Run(SchemaReader schema, Action<SchemaReader>[] keywords)
    {
        foreach (var read in keywords)
        {
            try
            {
                read(schema);
            }
            catch (InvalidOperationException)
            {
                // A lone surrogate, written as an escape, is valid JSON but can't become a string.
                schema.Error("", SchemaIndex.InvalidText);
            }
        }
    }

    private static bool IsSchema(SchemaReader schema)
        => schema.Dialect.HasBooleanSchemas || IsAdditional(schema) || schema.Tolerates("", NotASchema, "It is read as in OpenAPI 3.1.");

    /// <summary>Draft 4 supports true and false in only two places.</summary>
    private static bool IsAdditional(SchemaReader schema)
        => schema.Node.Pointer.EndsWith("/additionalProperties", StringComparison.Ordinal)
            || schema.Node.Pointer.EndsWith("/additionalItems", StringComparison.Ordinal);
}
