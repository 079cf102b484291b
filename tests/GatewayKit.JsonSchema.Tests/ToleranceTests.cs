namespace GatewayKit.JsonSchema;

/// <summary>Public documents have schemas that are not valid.
/// What is clear is taken, with a warning; what is not is left out, with an error, and the rest still holds.</summary>
public sealed class ToleranceTests
{
    [Theory]
    [InlineData("""{"type":["string","null"]}""", "#/type", "null", "1")]
    [InlineData("""{"type":["string","integer"],"minLength":2}""", "#/type", "1", "\"a\"")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "#/anyOf/1/type", "null", "1")]
    [InlineData("""{"type":"String"}""", "#/type", "\"a\"", "1")]
    [InlineData("""{"type":"int"}""", "#/type", "1", "1.5")]
    [InlineData("""{"type":"bool"}""", "#/type", "true", "1")]
    [InlineData("""{"type":"file"}""", "#/type", "\"a\"", "1")]
    [InlineData("""{"type":"any","minimum":1}""", "#/type", "\"a\"", "0")]
    [InlineData("""{"type":[],"minimum":1}""", "#/type", "1", "0")]
    [InlineData("""{"type":null,"minimum":1}""", "#/type", "1", "0")]
    [InlineData("""{"nullable":true,"allOf":[{"type":"string"}]}""", "#/nullable", "null", "1")]
    [InlineData("""{"type":"string","nullable":"true"}""", "#/nullable", "null", "1")]
    [InlineData("""{"maxLength":"2"}""", "#/maxLength", "\"ab\"", "\"abc\"")]
    [InlineData("""{"minimum":"0.5"}""", "#/minimum", "1", "0")]
    [InlineData("""{"multipleOf":"2"}""", "#/multipleOf", "4", "3")]
    [InlineData("""{"minItems":"1"}""", "#/minItems", "[1]", "[]")]
    [InlineData("""{"uniqueItems":"true"}""", "#/uniqueItems", "[1]", "[1,1]")]
    [InlineData("""{"enum":[],"minimum":1}""", "#/enum", "1", "0")]
    [InlineData("""{"enum":["a","a"]}""", "#/enum", "\"a\"", "\"b\"")]
    [InlineData("""{"type":"string","enum":[1.0,true]}""", "#/enum", "\"1.0\"", "\"1\"")]
    [InlineData("""{"type":"integer","enum":["1","2"]}""", "#/enum", "1", "3")]
    [InlineData("""{"required":"a"}""", "#/required", """{"a":1}""", "{}")]
    [InlineData("""{"required":[1]}""", "#/required", """{"1":1}""", "{}")]
    [InlineData("""{"properties":{"a":{"required":false,"minimum":1}}}""", "#/properties/a/required", """{"a":1}""", """{"a":0}""")]
    [InlineData("""{"properties":null,"required":["a"]}""", "#/properties", """{"a":1}""", "{}")]
    [InlineData("""{"properties":[],"required":["a"]}""", "#/properties", """{"a":1}""", "{}")]
    [InlineData("""{"properties":{"a":null},"additionalProperties":false}""", "#/properties/a", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":[]},"additionalProperties":false}""", "#/properties/a", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"additionalProperties":"false"}""", "#/additionalProperties", "{}", """{"a":1}""")]
    [InlineData("""{"items":[{"type":"integer"}]}""", "#/items", "[1]", "[\"a\"]")]
    [InlineData("""{"type":"array","items":[]}""", "#/items", "[1]", "1")]
    [InlineData("""{"properties":{"a":true,"b":{"minimum":1}}}""", "#/properties/a", """{"a":1}""", """{"b":0}""")]
    [InlineData("""{"allOf":{"minimum":1}}""", "#/allOf", "1", "0")]
    [InlineData("""{"oneOf":[],"minimum":1}""", "#/oneOf", "1", "0")]
    [InlineData("""{"allOf":[null,{"minimum":1}]}""", "#/allOf/0", "1", "0")]
    [InlineData("""{"pattern":12}""", "#/pattern", "\"12\"", "\"13\"")]
    [InlineData("""{"$ref":"#/definitions/a","minimum":5,"definitions":{"a":{"maximum":3}}}""", "#/minimum", "1", "4")]
    [InlineData("""{"minimum":1,"exclusiveMaximum":"true","maximum":2}""", "#/exclusiveMaximum", "1", "2")]
    [InlineData("""{"minimum":1,"minLenght":2}""", "#/minLenght", "1", "0")]
    [InlineData("""{"minimum":1,"requried":["a"]}""", "#/requried", "1", "0")]
    public void In_OpenAPI_3_0_what_is_clear_is_taken_with_a_warning(string schema, string location, string valid, string invalid)
        => Holds(schema, JsonSchemaDialect.OpenApi30, SchemaSeverity.Warning, location, valid, invalid);

    [Theory]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "#/exclusiveMinimum", "2", "1")]
    [InlineData("""{"items":[{"type":"integer"}]}""", "#/items", "[1]", "[\"a\"]")]
    [InlineData("""{"type":["string",null]}""", "#/type", "null", "1")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":null}]}""", "#/anyOf/1/type", "null", "1")]
    [InlineData("""{"type":"number","const":"1"}""", "#/const", "1", "2")]
    public void In_OpenAPI_3_1_what_is_clear_is_taken_with_a_warning(string schema, string location, string valid, string invalid)
        => Holds(schema, JsonSchemaDialect.Draft202012, SchemaSeverity.Warning, location, valid, invalid);

    [Theory]
    [InlineData("""{"minimum":1,"type":"strng"}""", "#/type", "1", "0")]
    [InlineData("""{"minimum":1,"type":["integer","strng"]}""", "#/type", "\"a\"", "0")]
    [InlineData("""{"minimum":1,"type":{"a":1}}""", "#/type", "\"a\"", "0")]
    [InlineData("""{"minimum":1,"minLength":-1}""", "#/minLength", "\"\"", "0")]
    [InlineData("""{"minimum":1,"maxLength":"many"}""", "#/maxLength", "\"abc\"", "0")]
    [InlineData("""{"minimum":1,"maxItems":1.5}""", "#/maxItems", "[1,2]", "0")]
    [InlineData("""{"maximum":1,"minimum":{}}""", "#/minimum", "0", "2")]
    [InlineData("""{"minimum":1,"multipleOf":0}""", "#/multipleOf", "3", "0")]
    [InlineData("""{"minimum":1,"enum":"a"}""", "#/enum", "3", "0")]
    [InlineData("""{"minimum":1,"pattern":"[a-"}""", "#/pattern", "\"x\"", "0")]
    [InlineData("""{"minimum":1,"pattern":"(a"}""", "#/pattern", "\"x\"", "0")]
    [InlineData("""{"minimum":1,"pattern":"a)"}""", "#/pattern", "\"x\"", "0")]
    [InlineData("""{"minimum":1,"pattern":"*"}""", "#/pattern", "\"x\"", "0")]
    [InlineData("""{"minimum":1,"properties":"a"}""", "#/properties", """{"a":1}""", "0")]
    [InlineData("""{"minimum":1,"properties":{"a":"string"},"additionalProperties":false}""", "#/properties/a", """{"a":1}""",
        """{"b":1}""")]
    [InlineData("""{"properties":{"a":{"required":true,"minimum":1}}}""", "#/properties/a/required", "{}", """{"a":0}""")]
    [InlineData("""{"minimum":1,"additionalProperties":"string"}""", "#/additionalProperties", """{"a":1}""", "0")]
    [InlineData("""{"minimum":1,"items":"string"}""", "#/items", "[1]", "0")]
    [InlineData("""{"minimum":1,"allOf":"a"}""", "#/allOf", "1", "0")]
    [InlineData("""{"minimum":1,"allOf":[{"$ref":"#/none"}]}""", "#/allOf/0/$ref", "1", "0")]
    [InlineData("""{"minimum":1,"$ref":{}}""", "#/$ref", "1", "0")]
    [InlineData("""{"minimum":1,"format":{}}""", "#/format", "1", "0")]
    [InlineData("""{"minimum":1,"required":{}}""", "#/required", "1", "0")]
    [InlineData("""{"minimum":1,"properties":{"\ud800":{}}}""", "#", "1", "0")]
    public void What_is_not_clear_is_left_out_and_the_rest_holds(string schema, string location, string valid, string invalid)
        => Holds(schema, JsonSchemaDialect.OpenApi30, SchemaSeverity.Error, location, valid, invalid);

    [Theory]
    [InlineData("""{"not":{"pattern":"("}}""", "\"a\"")]
    [InlineData("""{"not":{"properties":{"a":{"type":"strng"}}}}""", "{}")]
    [InlineData("""{"if":{"type":"strng"},"then":false}""", "1")]
    [InlineData("""{"oneOf":[{"type":"strng"},{"type":"integer"}]}""", "1")]
    [InlineData("""{"oneOf":[{"$ref":"#/none"},{"type":"integer"}]}""", "\"a\"")]
    [InlineData("""{"contains":{"type":"strng"},"maxContains":1}""", "[1,2]")]
    [InlineData("""{"properties":7,"additionalProperties":false}""", """{"a":1}""")]
    [InlineData("""{"patternProperties":{"(":{}},"additionalProperties":false}""", """{"a":1}""")]
    [InlineData("""{"$ref":"#/none","unevaluatedProperties":false}""", """{"a":1}""")]
    [InlineData("""{"allOf":[{"properties":7}],"unevaluatedProperties":false}""", """{"a":1}""")]
    [InlineData("""{"prefixItems":7,"unevaluatedItems":false}""", "[1]")]
    [InlineData("""{"$ref":"#"}""", "1")]
    [InlineData("""{"anyOf":[{"$ref":"#"}]}""", "1")]
    [InlineData("""{"not":{"$ref":"#"}}""", "1")]
    public void What_is_left_out_never_refuses_a_value(string schema, string instance)
    {
        var result = Compile(schema, JsonSchemaDialect.Draft202012);

        Assert.NotEmpty(result.Errors);
        Assert.True(result.Schema!.IsValid(Schema.Json(instance)));
    }

    [Fact]
    public void What_is_left_out_of_one_branch_leaves_the_others_exclusive()
        => Assert.False(Compile(
            """{"oneOf":[{"type":"strng"},{"type":"integer"},{"minimum":1}]}""", JsonSchemaDialect.Draft202012).Schema!.IsValid(
            Schema.Json("2")));

    [Theory]
    [InlineData("strng", "string")]
    [InlineData("nubmer", "number")]
    [InlineData("arrray", "array")]
    public void A_misspelled_type_is_an_error_with_the_name_that_was_meant(string type, string meant)
        => Assert.EndsWith($"Did you mean '{meant}'?",
            Assert.Single(Compile($$"""{"type":"{{type}}"}""", JsonSchemaDialect.OpenApi30).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":["string","null"]}""")]
    [InlineData("""{"maxLength":"10"}""")]
    [InlineData("""{"pattern":"(?i)a"}""")]
    [InlineData("""{"items":[]}""")]
    public void Nothing_is_tolerated_where_it_is_not_asked_for(string schema)
        => Assert.NotEmpty(new JsonSchemaCompiler(new JsonSchemaOptions { Dialect = JsonSchemaDialect.OpenApi30 }).Compile(
            Schema.Json(schema)).Errors);

    private static void Holds(
        string schema, JsonSchemaDialect dialect, SchemaSeverity severity, string location, string valid, string invalid)
    {
        var result = Compile(schema, dialect);

        var finding = Assert.Single(result.Findings);
        Assert.Equal((severity, location), (finding.Severity, finding.Location));
        Assert.True(result.Schema!.IsValid(Schema.Json(valid)));
        Assert.False(result.Schema.IsValid(Schema.Json(invalid)));
    }

    private static JsonSchemaResult Compile(string schema, JsonSchemaDialect dialect)
        => new JsonSchemaCompiler(new JsonSchemaOptions { Dialect = dialect, Tolerant = true }).Compile(Schema.Json(schema));
}
