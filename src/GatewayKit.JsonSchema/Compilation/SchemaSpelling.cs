using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Finds keywords without an effect: those that are probably misspelled, and those that a reference overrides.</summary>
internal static class SchemaSpelling
{
    /// <summary>Keywords that describe a value without restricting it.</summary>
    private static readonly FrozenSet<string> s_annotations = FrozenSet.Create(
        StringComparer.Ordinal,
        "$ref", "$id", "$schema", "$anchor", "$dynamicAnchor",
        "$comment", "$defs", "$vocabulary", "$recursiveRef", "$recursiveAnchor", "id", "title", "description", "default", "deprecated",
        "readOnly", "writeOnly", "example",
        "examples", "externalDocs", "xml", "discriminator", "contentEncoding", "contentMediaType", "contentSchema", "definitions",
        "summary", "name", "in", "schema", "collectionFormat", "allowEmptyValue", "optional");

    private static readonly FrozenSet<string> s_keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "$dynamicRef", "type", "format",
        "enum", "const", "nullable", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
        "pattern", "items", "prefixItems",
        "additionalItems", "unevaluatedItems", "contains", "minContains", "maxContains", "maxItems", "minItems", "uniqueItems",
        "maxProperties", "minProperties",
        "required", "properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames",
        "dependencies", "dependentRequired", "dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if", "then", "else");

    private static readonly string[] s_all = [.. s_annotations, .. s_keywords];

    public static void Check(SchemaReader schema)
    {
        var isAlone = schema.Dialect.ReferenceStandsAlone
            && schema.TryGet("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String;
        foreach (var member in schema.Schema.EnumerateObject())
        {
            var name = JsonText.Name(member);
            if (s_keywords.Contains(name))
            {
                if (isAlone)
                    schema.Warn(JsonPointer.Escape(name),
                        $"'{name}' has no effect next to '$ref' before OpenAPI 3.1. Put the reference into 'allOf'.");
            }
            else if (!s_annotations.Contains(name) && NearestName.Misspelled(name, s_all, schema.Schema) is { } meant)
            {
                schema.Warn(JsonPointer.Escape(name),
                    $"'{Shortened.Text(name)}' isn't a keyword and has no effect. Did you mean '{meant}'?");
            }
        }
    }
}
