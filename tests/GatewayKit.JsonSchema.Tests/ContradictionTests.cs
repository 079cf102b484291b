namespace GatewayKit.JsonSchema;

/// <summary>Keywords that no value can meet together are warned of, and still checked.</summary>
public sealed class ContradictionTests
{
    [Theory]
    [InlineData("""{"minimum":5,"maximum":3}""", "#/minimum",
        "'minimum' and 'maximum' contradict each other: no number is at least 5 and at most 3.")]
    [InlineData("""{"minimum":5,"maximum":5,"exclusiveMaximum":true}""", "#/minimum",
        "'minimum' and 'exclusiveMaximum' contradict each other: no number is at least 5 and less than 5.")]
    [InlineData("""{"minimum":5.0,"exclusiveMinimum":true,"maximum":5}""", "#/exclusiveMinimum",
        "'exclusiveMinimum' and 'maximum' contradict each other: no number is greater than 5.0 and at most 5.")]
    [InlineData("""{"minLength":4,"maxLength":2}""", "#/minLength",
        "'minLength' and 'maxLength' contradict each other: no text has at least 4 and at most 2 characters.")]
    [InlineData("""{"minItems":2,"maxItems":1}""", "#/minItems",
        "'minItems' and 'maxItems' contradict each other: no array has at least 2 and at most 1 items.")]
    [InlineData("""{"minProperties":2,"maxProperties":1}""", "#/minProperties",
        "'minProperties' and 'maxProperties' contradict each other: no object has at least 2 and at most 1 properties.")]
    [InlineData("""{"type":"boolean","enum":["a",1]}""", "#/enum",
        "'type' and 'enum' contradict each other: \"a\" is not of type boolean.")]
    [InlineData("""{"type":"string","enum":["a",null]}""", "#/enum",
        "'type' and 'enum' contradict each other: null is not of type string.")]
    [InlineData("""{"type":"integer","enum":[1,1.5]}""", "#/enum", "'type' and 'enum' contradict each other: 1.5 is not of type integer.")]
    public void Keywords_that_contradict_each_other_are_a_warning(string schema, string location, string message)
    {
        var warning = Assert.Single(Compile(schema, JsonSchemaDialect.OpenApi30).Findings);

        Assert.Equal((SchemaSeverity.Warning, location, message), (warning.Severity, warning.Location, warning.Message));
    }

    [Theory]
    [InlineData("""{"exclusiveMinimum":3,"exclusiveMaximum":3}""",
        "'exclusiveMinimum' and 'exclusiveMaximum' contradict each other: no number is greater than 3 and less than 3.")]
    [InlineData("""{"exclusiveMinimum":3,"maximum":2e0}""",
        "'exclusiveMinimum' and 'maximum' contradict each other: no number is greater than 3 and at most 2e0.")]
    [InlineData("""{"type":["string","null"],"const":[1]}""",
        "'type' and 'const' contradict each other: [1] is not of type null or string.")]
    public void Keywords_of_later_drafts_are_compared_as_well(string schema, string message)
        => Assert.Equal(message, Assert.Single(Compile(schema, JsonSchemaDialect.Draft202012).Warnings).Message);

    [Theory]
    [InlineData("""{"minimum":3,"maximum":3,"minLength":2,"maxLength":2,"minItems":0,"maxItems":0,"minProperties":1,"maxProperties":1}""")]
    [InlineData("""{"type":"string","nullable":true,"enum":["a",null]}""")]
    [InlineData("""{"type":"integer","enum":[1,2.0]}""")]
    [InlineData("""{"type":"number","enum":[1,2.5]}""")]
    public void Keywords_that_agree_are_not_warned_of(string schema) => Assert.Empty(Compile(schema, JsonSchemaDialect.OpenApi30).Findings);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_factor_that_is_not_positive_is_left_out_with_an_error(string factor)
    {
        var result = Compile($$"""{"multipleOf":{{factor}}}""", JsonSchemaDialect.OpenApi30);

        Assert.Equal("'multipleOf' must be greater than zero.", Assert.Single(result.Errors).Message);
        Assert.True(result.Schema!.IsValid(System.Text.Json.JsonElement.Parse("7")));
    }

    private static JsonSchemaResult Compile(string schema, JsonSchemaDialect dialect)
        => new JsonSchemaCompiler(new JsonSchemaOptions { Dialect = dialect, Tolerant = true }).Compile(
            System.Text.Json.JsonElement.Parse(schema));
}
