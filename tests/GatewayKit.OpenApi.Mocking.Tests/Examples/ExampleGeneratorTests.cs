using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Mocking.Examples;

public sealed class ExampleGeneratorTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"string\"")]
    [InlineData("""{"type":"integer"}""", "0")]
    [InlineData("""{"type":"boolean"}""", "true")]
    [InlineData("""{"type":"string","example":"cat"}""", "\"cat\"")]
    [InlineData("""{"type":"object","properties":{"id":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}}}}""",
        """{"id":0,"tags":["string"]}""")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2019-08-24T14:15:22Z\"")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"497f6eca-6276-4993-bfeb-53cbbbba6f08\"")]
    [InlineData("""{"type":"string","format":"email"}""", "\"user@example.com\"")]
    [InlineData("""{"type":"string","minLength":10}""", "\"stringstri\"")]
    [InlineData("""{"type":"string","maxLength":3}""", "\"str\"")]
    [InlineData("""{"type":"object","patternProperties":{"^x-a$":{"type":"integer"}}}""", """{"x-a":0}""")]
    [InlineData("""{"type":"integer","minimum":18}""", "18")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"property1":0,"property2":0}""")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"}]}""", "0")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"dependentRequired":{"a":["b"]}}""",
        """{"a":"string","b":null}""")]
    public void A_value_is_the_plain_one_that_users_of_Prism_know(string schema, string value) => Assert.Equal(value, Api.Example(schema));

    [Theory]
    [InlineData("""{"type":"integer","example":"wrong","default":7}""", "7")]
    [InlineData("""{"type":"string","enum":["a","b"],"example":"c"}""", "\"a\"")]
    [InlineData("""{"type":"object","properties":{"name":{"type":"string","examples":["Rex"]}}}""", """{"name":"Rex"}""")]
    public void A_given_value_is_taken_if_it_is_valid(string schema, string value) => Assert.Equal(value, Api.Example(schema));

    [Fact]
    public void What_does_not_go_in_a_direction_is_left_out()
    {
        const string Schema =
            """{"type":"object","properties":{"id":{"type":"integer","readOnly":true},"secret":{"type":"string","writeOnly":true}}}""";

        Assert.Equal("""{"id":0}""", Api.Example(Schema, direction: SchemaDirection.Response));
        Assert.Equal("""{"secret":"string"}""", Api.Example(Schema, direction: SchemaDirection.Request));
    }

    [Fact]
    public void A_recursive_property_is_left_out_and_an_array_shows_one_level_more()
        => Assert.Equal("""{"id":0,"children":[{"id":0,"children":[{}]}]}""",
            Api.Example(
                """{"type":"object","properties":{"id":{"type":"integer"},"children":{"type":"array","items":{"$ref":"#"}},"parent":{"$ref":"#"}}}"""));

    [Fact]
    public void The_same_seed_key_and_variant_make_the_same_value()
    {
        var schema = Api.Schema("""{"type":"array","items":{"type":"integer"},"minItems":10}""");
        string Make(int seed, string key, long variant)
            => new ExampleGenerator(new ExampleOptions { Dynamic = true, Seed = seed })
                .Generate(schema, SchemaDirection.Response, key, variant).Value
                .GetRawText();

        Assert.Equal(Make(1, "a", 2), Make(1, "a", 2));
        Assert.Equal(4, new[] { Make(1, "a", 2), Make(2, "a", 2), Make(1, "b", 2), Make(1, "a", 3) }.Distinct().Count());
    }

    [Theory]
    [InlineData("false")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":false}}""")]
    [InlineData("""{"$defs":{"a":{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/$defs/a"}}}},"$ref":"#/$defs/a"}""")]
    [InlineData("""{"type":"array","minItems":2000000000,"items":{"type":"array","minItems":2000000000}}""")]
    [InlineData("""{"type":"array","contains":false}""")]
    public void Where_nothing_is_valid_the_result_says_so(string schema)
        => Assert.False(new ExampleGenerator().Generate(Api.Schema(schema), SchemaDirection.Response, "key").IsValid);
}
