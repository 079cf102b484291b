namespace GatewayKit.JsonSchema;

public sealed class ErrorTests
{
    [Fact]
    public void Every_violation_is_told_with_its_places_and_rule()
    {
        var errors = Schema.Errors("""{"$id":"https://example.com/s","properties":{"a/b":{"items":{"minLength":3}}},"required":["c"]}""",
            """{"a/b":["ok!","no"]}""");

        Assert.Equal(
            [
                ("", "https://example.com/s#/required", "required", "The property 'c' is required."),
                ("/a~1b/1", "https://example.com/s#/properties/a~1b/items/minLength",
                    "minLength", "The text must have at least 3 characters, but has 2."),
            ],
            errors.Select(error => (error.InstanceLocation, error.SchemaLocation, error.Keyword, error.Message)));
    }

    [Fact]
    public void A_property_that_is_not_allowed_is_told_by_its_place()
    {
        var error = Assert.Single(Schema.Errors("""{"additionalProperties":false}""", """{"x":1}"""));

        Assert.Equal(("/x", "#/additionalProperties", "additionalProperties"),
            (error.InstanceLocation, error.SchemaLocation, error.Keyword));
    }

    [Fact]
    public void What_is_wrong_with_each_branch_follows()
        => Assert.Equal(["anyOf", "type", "const"],
            Schema.Errors("""{"anyOf":[{"type":"string"},{"const":1}]}""", "2").Select(error => error.Keyword));

    [Fact]
    public void A_value_is_never_repeated()
        => Assert.DoesNotContain(
            "secret", Assert.Single(Schema.Errors("""{"enum":["a"]}""", "\"secret\"")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Errors_end_at_their_limit()
    {
        var errors = new ValidationErrors(limit: 3);

        Assert.False(Schema.Compile("""{"items":false}""").Validate(Schema.Json("[1,2,3,4,5]"), errors));

        Assert.Equal(3, errors.Count);
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "#/type")]
    [InlineData("""{"minLength":-1}""", "#/minLength")]
    [InlineData("""{"properties":{"a":{"pattern":"("}}}""", "#/properties/a/pattern")]
    [InlineData("""{"properties":{"a":1}}""", "#/properties/a")]
    [InlineData("""{"items":{"$ref":"#/$defs/none"}}""", "#/items/$ref")]
    [InlineData("""{"items":{"$ref":"https://example.com/none"}}""", "#/items/$ref")]
    [InlineData("""{"$ref":"#"}""", "#")]
    [InlineData("""{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""",
        "#/$defs/a")]
    [InlineData("""{"$schema":"https://example.com/none"}""", "#/$schema")]
    [InlineData("[]", "#")]
    public void An_error_in_a_schema_is_reported_with_its_place(string schema, string location)
        => Assert.Equal(location, Schema.CompileError(schema).Location);

    [Theory]
    [InlineData("""{"$ref":"#/\ud800"}""")]
    [InlineData("""{"$id":"\ud800"}""")]
    [InlineData("""{"$schema":"\ud800"}""")]
    [InlineData("""{"pattern":"\ud800"}""")]
    [InlineData("""{"properties":{"\ud800":{}}}""")]
    public void Text_that_is_not_Unicode_is_an_error_and_not_an_exception(string schema)
        => Assert.NotEmpty(new JsonSchemaCompiler().Compile(Schema.Json(schema)).Errors);
}
