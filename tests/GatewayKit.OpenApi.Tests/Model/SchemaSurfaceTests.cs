using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Model;

public sealed class SchemaSurfaceTests
{
    private const string Components = """
        {
          "Id": { "type": "string", "format": "uuid", "readOnly": true },
          "Base": { "required": ["id"], "properties": { "id": { "$ref": "#/components/schemas/Id" } } },
          "Node": { "properties": { "next": { "anyOf": [ { "$ref": "#/components/schemas/Node" }, { "type": "null" } ] } } },
          "Loop": { "allOf": [ { "$ref": "#/components/schemas/Loop" } ], "type": "integer" }
        }
        """;

    [Theory]
    [InlineData("""{"type":["string","null"]}""", JsonTypes.String | JsonTypes.Null)]
    [InlineData("""{"$ref":"#/components/schemas/Id"}""", JsonTypes.String)]
    [InlineData("""{"$ref":"#/components/schemas/Loop"}""", JsonTypes.Integer)]
    [InlineData("""{"allOf":[{"type":["string","integer"]},{"enum":[1,2]}]}""", JsonTypes.Integer)]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Id"},{"type":"boolean"}]}""", JsonTypes.String | JsonTypes.Boolean)]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Id"},{"$ref":"#/components/schemas/Id"}]}""", JsonTypes.String)]
    [InlineData("""{"anyOf":[{"type":"boolean"},{"type":"null"}]}""", JsonTypes.Boolean | JsonTypes.Null)]
    [InlineData("""{"if":{},"then":{"type":"string"},"else":{"type":"boolean"}}""", JsonTypes.String | JsonTypes.Boolean)]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]}}}""", JsonTypes.Object)]
    [InlineData("""{"items":{}}""", JsonTypes.Array)]
    public void The_types_of_a_value_follow_references_and_branches(string schema, object types)
        => Assert.Equal((JsonTypes)types, Of(schema).Types);

    [Theory]
    [InlineData("""{"allOf":[{"$ref":"#/components/schemas/Base"},{"properties":{"a":{}}}]}""", "id a")]
    [InlineData("""{"oneOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]}""", "a b")]
    [InlineData("""{"properties":{"a":{}},"if":{"properties":{"b":{}}},"then":{"properties":{"c":{}}},"else":{"properties":{"d":{}}}}""", "a c d")]
    [InlineData("""{"dependentSchemas":{"a/b":{"properties":{"c":{}}}}}""", "c")]
    [InlineData("""{"$ref":"#/components/schemas/Node"}""", "next")]
    [InlineData("""{"not":{"properties":{"a":{}}}}""", "")]
    public void The_properties_of_all_branches_are_known(string schema, string names)
        => Assert.Equal(names, string.Join(' ', Of(schema).Properties.Keys));

    [Theory]
    [InlineData("""{"properties":{"v":{"type":"string"}},"then":{"properties":{"v":{"type":"integer"}}},"if":{}}""", JsonTypes.String)]
    [InlineData("""{"oneOf":[{"properties":{"v":{"type":"string"}}},{"properties":{"v":{"type":"boolean"}}}]}""", JsonTypes.String | JsonTypes.Boolean)]
    [InlineData("""{"allOf":[{"properties":{"v":{"type":["string","boolean"]}}},{"properties":{"v":{"type":"boolean"}}}]}""", JsonTypes.Boolean)]
    public void A_property_that_several_schemas_declare_has_one_surface(string schema, object types)
        => Assert.Equal((JsonTypes)types, Of(schema).Property("v").Types);

    [Theory]
    [InlineData("""{"$ref":"#/components/schemas/Id"}""", JsonSchemaDialect.Draft202012, true)]
    [InlineData("""{"$ref":"#/components/schemas/Node","readOnly":true}""", JsonSchemaDialect.OpenApi30, true)]
    [InlineData("""{"allOf":[{"$ref":"#/components/schemas/Id"},{"description":"x"}]}""", JsonSchemaDialect.OpenApi30, true)]
    [InlineData("""{"oneOf":[{"readOnly":true},{"type":"string"}]}""", JsonSchemaDialect.Draft202012, false)]
    public void A_mark_counts_if_it_applies_to_every_value(string schema, JsonSchemaDialect dialect, bool marked)
        => Assert.Equal(marked, Of(schema, dialect).IsReadOnly);

    [Fact]
    public void Only_schemas_that_always_apply_require_and_close()
    {
        var surface = Of("""
            {
              "allOf": [ { "$ref": "#/components/schemas/Base" } ],
              "oneOf": [ { "required": ["a"], "properties": { "a": {} }, "additionalProperties": false }, { "properties": { "b": {} } } ],
              "unevaluatedProperties": false
            }
            """);

        Assert.Equal(["id"], surface.Members.Required);
        Assert.True(surface.Members.Allows("b"));
        Assert.False(surface.Members.Allows("c"));
    }

    [Fact]
    public void A_reference_overrides_the_keywords_next_to_it_before_OpenAPI_3_1()
    {
        const string schema = """{"$ref":"#/components/schemas/Base","properties":{"a":{}}}""";

        Assert.Equal(["a", "id"], Of(schema).Properties.Keys);
        Assert.Equal(["id"], Of(schema, JsonSchemaDialect.OpenApi30).Properties.Keys);
    }

    [Fact]
    public void A_name_can_have_any_characters()
        => Assert.Equal(JsonTypes.Integer, Of("""{"properties":{"größe in % ~/":{"type":"integer"}}}""").Property("größe in % ~/").Types);

    [Fact]
    public void The_core_of_a_schema_is_where_references_and_single_branches_lead()
        => Assert.Equal(Of("""{"$ref":"#/components/schemas/Id"}""").Core.Location,
            Of("""{"anyOf":[{"type":"null"},{"allOf":[{"$ref":"#/components/schemas/Id"}]}]}""").Core.Location);

    [Fact]
    public void A_recursive_schema_is_read_as_far_as_it_is_used()
        => Assert.True(Of("""{"$ref":"#/components/schemas/Node"}""").Property("next").Property("next").Property("next").IsObject);

    [Fact]
    public void The_number_of_schemas_that_are_read_is_limited()
    {
        var branches = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"{{\"properties\":{{\"p{i}\":{{}}}}}}"));

        Assert.Equal(255, Of($$"""{"anyOf":[{{branches}}]}""").Properties.Count);
    }

    private static SchemaSurface Of(string schema, JsonSchemaDialect dialect = JsonSchemaDialect.Draft202012)
        => Api.Schema(schema, Components, dialect).Surface;
}
