namespace GatewayKit.JsonSchema;

public sealed class DiscriminatorTests
{
    private const string Definitions = """
        "$defs":{"Cat":{"required":["lives"],"properties":{"lives":{"type":"integer"}}},"Dog":{"required":["bark"],"properties":{"bark":{"type":"string"}}}}
        """;

    private const string Branches = """[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}]""";

    [Theory]
    [InlineData("oneOf")]
    [InlineData("anyOf")]
    public void Only_what_is_wrong_with_the_named_branch_is_told(string keyword)
    {
        var schema = $$"""{"{{keyword}}":{{Branches}},"discriminator":{"propertyName":"kind"},{{Definitions}}}""";

        var error = Assert.Single(Schema.Errors(schema, """{"kind":"Dog","bark":1}"""));
        Assert.Equal(("/bark", "type"), (error.InstanceLocation, error.Keyword));
    }

    [Theory]
    [InlineData("oneOf")]
    [InlineData("anyOf")]
    public void A_name_that_is_not_known_is_a_violation_even_if_a_branch_is_valid(string keyword)
    {
        var schema =
            $$"""{"{{keyword}}":{{Branches}},"discriminator":{"propertyName":"kind","mapping":{"hound":"#/$defs/Dog"} },{{Definitions}}}""";

        var error = Assert.Single(Schema.Errors(schema, """{"kind":"secret","bark":"loud"}"""));
        Assert.Equal(("", "discriminator", "The property 'kind' must be one of hound, Cat, Dog."),
            (error.InstanceLocation, error.Keyword, error.Message));
    }

    [Theory]
    [InlineData("""{"kind":"Dog","bark":"loud"}""", true)]
    [InlineData("""{"kind":"Cat","bark":"loud"}""", false)]
    [InlineData("""{"kind":"hound","bark":"loud"}""", true)]
    [InlineData("""{"kind":"kitten","lives":9}""", true)]
    [InlineData("""{"kind":"kitten","bark":"loud"}""", false)]
    [InlineData("""{"kind":"Dog","bark":"loud","lives":9}""", false)]
    [InlineData("""{"bark":"loud"}""", true)]
    [InlineData("""{"kind":1,"bark":"loud"}""", true)]
    [InlineData("""{}""", false)]
    public void The_branches_decide_and_the_discriminator_rules_out(string instance, bool valid)
        => Assert.Equal(valid,
            Schema.Allows(
                $$"""{"oneOf":{{Branches}},"discriminator":{"propertyName":"kind","mapping":{"hound":"#/$defs/Dog","kitten":"Cat"} },{{Definitions}}}""",
                    instance));

    [Fact]
    public void A_branch_without_a_name_may_be_any()
        => Assert.True(Schema.Allows(
            $$"""{"oneOf":[{"$ref":"#/$defs/Cat"},{"required":["fly"]}],"discriminator":{"propertyName":"kind"},{{Definitions}}}""",
            """{"kind":"bird","fly":true}"""));

    [Theory]
    [InlineData("""{"kind":"cat","lives":9}""", true)]
    [InlineData("""{"kind":"cat","lives":"x"}""", false)]
    [InlineData("""{"kind":"dog"}""", true)]
    [InlineData("""{"kind":"hound"}""", true)]
    [InlineData("""{"kind":"bird"}""", false)]
    public void Branches_may_give_their_values_themselves(string instance, bool valid)
        => Assert.Equal(valid, Schema.Allows("""
            {"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"discriminator":{"propertyName":"kind"},
             "$defs":{"Cat":{"properties":{"kind":{"const":"cat"},"lives":{"type":"integer"}},"required":["kind"]},"Dog":{"allOf":[{"properties":{"kind":{"enum":["dog","hound"]}},"required":["kind"]}]}}}
            """, instance));

    [Fact]
    public void A_value_that_several_branches_give_names_none_of_them()
        => Assert.True(Schema.Allows("""
            {"anyOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"}],"discriminator":{"propertyName":"kind"},
             "$defs":{"A":{"properties":{"kind":{"const":"x"}},"required":["a"]},"B":{"properties":{"kind":{"const":"x"}},"required":["b"]}}}
            """, """{"kind":"x","b":1}"""));

    [Theory]
    [InlineData("""{"discriminator":1}""")]
    [InlineData("""{"discriminator":{}}""")]
    [InlineData("""{"discriminator":{"propertyName":"kind","mapping":{"a":1,"b":"#/nowhere"}}}""")]
    [InlineData("""{"discriminator":{"propertyName":"kind"}}""")]
    public void A_discriminator_that_says_nothing_means_nothing(string discriminator)
        => Assert.True(Schema.Allows($$"""{"oneOf":[{"type":"object"}],{{discriminator[1..]}}""", """{"kind":"a"}"""));

    [Fact]
    public void A_named_branch_is_evaluated_once_so_that_deep_instances_cost_little()
    {
        var schema =
            """{"oneOf":[{"$ref":"#/$defs/a"}],"discriminator":{"propertyName":"k"},"$defs":{"a":{"properties":{"next":{"$ref":"#"}}}}}""";
        var instance = string.Concat(Enumerable.Repeat("""{"k":"a","next":""", 50)) + "{}" + new string('}', 50);

        Assert.True(Schema.Allows(schema, instance, new JsonSchemaOptions { MaxSteps = 1000 }));
    }
}
