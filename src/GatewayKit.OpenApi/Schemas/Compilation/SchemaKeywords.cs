using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Keywords;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>Reads a schema: cheap assertions first, so that a violation is found early; unevaluated ones last, as they ask
/// what the others have seen.</summary>
internal static class SchemaKeywords
{
    public static void Read(SchemaReader schema)
    {
        switch (schema.Schema.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(schema);
                break;
            case JsonValueKind.False when schema.Dialect.HasBooleanSchemas || IsAdditional(schema):
                schema.Add(new FalseKeyword(schema.Node));
                break;
            case JsonValueKind.True when schema.Dialect.HasBooleanSchemas || IsAdditional(schema):
                break;
            default:
                schema.Error("", "A schema must be an object, or true or false where the dialect knows them.");
                break;
        }
        schema.Finish();
    }

    private static void ReadObject(SchemaReader schema)
    {
        if (schema.Dialect.ReferenceStandsAlone && schema.TryGet("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
        {
            ReferenceKeyword.Read(schema);
            return;
        }
        if (schema.Dialect.Assertions)
            ReadAssertions(schema);
        FormatKeyword.Read(schema);
        ReferenceKeyword.Read(schema);
        DynamicReferenceKeyword.Read(schema);
        if (schema.Dialect.Applicators)
            ReadApplicators(schema);
        if (schema.Dialect.Unevaluated && schema.Version == JsonSchemaDialect.Draft202012)
        {
            UnevaluatedItemsKeyword.Read(schema);
            UnevaluatedPropertiesKeyword.Read(schema);
        }
    }

    private static void ReadAssertions(SchemaReader schema)
    {
        TypeKeyword.Read(schema);
        ConstKeyword.Read(schema);
        EnumKeyword.Read(schema);
        BoundKeyword.Read(schema);
        MultipleOfKeyword.Read(schema);
        LengthKeyword.Read(schema);
        PatternKeyword.Read(schema);
        CountKeyword.Read(schema);
        RequiredKeyword.Read(schema);
        UniqueItemsKeyword.Read(schema);
        DependentRequiredKeyword.Read(schema);
    }

    private static void ReadApplicators(SchemaReader schema)
    {
        MembersKeyword.Read(schema);
        PropertyNamesKeyword.Read(schema);
        ItemsKeyword.Read(schema);
        ContainsKeyword.Read(schema);
        DependentSchemasKeyword.Read(schema);
        AllOfKeyword.Read(schema);
        AnyOfKeyword.Read(schema);
        OneOfKeyword.Read(schema);
        NotKeyword.Read(schema);
        ConditionKeyword.Read(schema);
    }

    /// <summary>Draft 4 knows true and false in two places only.</summary>
    private static bool IsAdditional(SchemaReader schema)
        => schema.Node.Pointer.EndsWith("/additionalProperties", StringComparison.Ordinal) || schema.Node.Pointer.EndsWith("/additionalItems", StringComparison.Ordinal);
}
