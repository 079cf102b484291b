namespace GatewayKit.JsonSchema;

public sealed class DirectionTests
{
    [Theory]
    [InlineData("""{"required":["id"],"properties":{"id":{"readOnly":true}}}""")]
    [InlineData("""{"required":["id"],"properties":{"id":{"$ref":"#/$defs/id"}},"$defs":{"id":{"readOnly":true}}}""")]
    [InlineData("""{"required":["id"],"properties":{"id":{"allOf":[{"type":"string"},{"readOnly":true}]}}}""")]
    [InlineData("""{"allOf":[{"required":["id"]},{"properties":{"id":{"readOnly":true}}}]}""")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/base"},{"required":["id"]}],"$defs":{"base":{"properties":{"id":{"readOnly":true}}}}}""")]
    [InlineData("""{"required":["id"],"allOf":[{"allOf":[{"$ref":"#/$defs/base"}]}],"$defs":{"base":{"properties":{"id":{"readOnly":true}}}}}""")]
    [InlineData("""{"required":["id"],"allOf":[{"$ref":"#/$defs/base"}],"$defs":{"base":{"allOf":[{"properties":{"id":{"readOnly":true}}}]}}}""")]
    public void What_is_read_only_is_not_required_in_a_request(string schema)
    {
        Assert.True(Schema.Allows(schema, "{}", new JsonSchemaOptions { Direction = SchemaDirection.Request }));
        Assert.False(Schema.Allows(schema, "{}", new JsonSchemaOptions { Direction = SchemaDirection.Response }));
        Assert.False(Schema.Allows(schema, "{}"));
    }

    [Theory]
    [InlineData(SchemaDirection.None, false)]
    [InlineData(SchemaDirection.Request, false)]
    [InlineData(SchemaDirection.Response, true)]
    public void What_is_write_only_is_not_required_in_a_response(SchemaDirection direction, bool valid)
        => Assert.Equal(valid, Schema.Allows("""{"required":["password"],"properties":{"password":{"writeOnly":true}}}""",
            "{}", new JsonSchemaOptions { Direction = direction, Dialect = JsonSchemaDialect.OpenApi30 }));

    [Fact]
    public void Other_properties_stay_required()
    {
        var schema = """{"required":["id","name"],"properties":{"id":{"readOnly":true},"name":{"readOnly":false}}}""";

        Assert.Equal("The property 'name' is required.",
            Assert.Single(Schema.Errors(schema, "{}", new JsonSchemaOptions { Direction = SchemaDirection.Request })).Message);
    }

    [Fact]
    public void Schemas_that_refer_to_each_other_come_to_an_end()
        => Assert.False(Schema.Allows(
            """{"required":["id"],"properties":{"id":{"$ref":"#/$defs/a"}},"$defs":{"a":{"properties":{"a":{"$ref":"#/$defs/b"}}},"b":{"properties":{"b":{"$ref":"#/$defs/a"}}}}}""",
                "{}", new JsonSchemaOptions { Direction = SchemaDirection.Request }));
}
