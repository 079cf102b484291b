namespace GatewayKit.JsonSchema;

public sealed class KeywordTests
{
    private static readonly JsonSchemaOptions s_openApi30 = new() { Dialect = JsonSchemaDialect.OpenApi30, AssertFormats = true };

    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"const":1}""", "1.00", true)]
    [InlineData("""{"const":{"a":1,"b":[2]}}""", """{"b":[2.0],"a":1e0}""", true)]
    [InlineData("""{"multipleOf":0.01}""", "0.29", true)]
    [InlineData("""{"multipleOf":0.0001}""", "0.00751", false)]
    [InlineData("""{"multipleOf":3}""", "300000000000000000000000000000000000001", false)]
    [InlineData("""{"multipleOf":0.5}""", "1e308", true)]
    [InlineData("""{"maximum":12345678901234567890123456789012}""", "12345678901234567890123456789013", false)]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\\ude00\"", true)]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\"", true)]
    [InlineData("""{"uniqueItems":true}""", "[1,2,3,4,5,6,7,8,9,1.0]", false)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1}]""", false)]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"b":1}""", false)]
    [InlineData("""{"patternProperties":{"^x-":true},"additionalProperties":false}""", """{"x-a":1}""", true)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":false}""", """["a",1]""", false)]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "[1,2]", false)]
    [InlineData("""{"if":{"const":1},"then":false}""", "2", true)]
    [InlineData("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"anyOf":[{"properties":{"a":true},"required":["z"]},true],"unevaluatedProperties":false}""", """{"a":1}""", false)]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "3", false)]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"properties":{"next":{"$ref":"#/$defs/a"}},"required":["id"]}}}""",
        """{"id":1,"next":{}}""", false)]
    public void A_keyword_decides(string schema, string instance, bool valid) => Assert.Equal(valid, Schema.Allows(schema, instance));

    [Theory]
    [InlineData("""{"type":"string","nullable":true,"enum":["a"]}""", "null", true)]
    [InlineData("""{"type":"string","x-nullable":true,"enum":["a"]}""", "null", true)]
    [InlineData("""{"type":"string"}""", "null", false)]
    [InlineData("""{"format":"byte"}""", "\"cmFuZG9t\"", true)]
    [InlineData("""{"format":"byte"}""", "\"%\"", false)]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1", false)]
    [InlineData("""{"contains":{"type":"integer"}}""", "[1.5,2]", true)]
    [InlineData("""{"contains":{"type":"integer"}}""", "[1.5]", false)]
    [InlineData("""{"contains":{"$ref":"#/definitions/a"},"minContains":2,"definitions":{"a":{"enum":[1]}}}""", "[1]", true)]
    [InlineData("""{"$schema":"https://example.com/none"}""", "2", true)]
    [InlineData("""{"const":1}""", "2", false)]
    [InlineData("""{"exclusiveMinimum":1}""", "1", false)]
    [InlineData("""{"minimum":1,"exclusiveMaximum":3}""", "2", true)]
    [InlineData("""{"if":{"type":"integer"},"then":{"minimum":3}}""", "2", false)]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", false)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"ab":"c"}""", true)]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}}}""", """{"a":1}""", false)]
    public void OpenApi_30_is_draft_4_with_nullable_and_what_draft_7_added(string schema, string instance, bool valid)
        => Assert.Equal(valid, Schema.Allows(schema, instance, s_openApi30));

    [Theory]
    [InlineData("""{"minimum":1}""", "0", "minimum")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1", "exclusiveMinimum")]
    [InlineData("""{"maximum":1,"exclusiveMaximum":true}""", "2", "exclusiveMaximum")]
    public void A_bound_that_excludes_is_told_as_such(string schema, string instance, string rule)
        => Assert.Equal(rule, Assert.Single(Schema.Errors(schema, instance, s_openApi30)).Keyword);
}
