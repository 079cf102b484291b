using System.Text;
using GatewayKit.Tests.Shared;

namespace GatewayKit.JsonSchema;

public sealed class CostTests
{
    private const string Order = """
        {"type":"object","required":["id","lines"],"additionalProperties":false,"properties":{
          "id":{"type":"string","pattern":"^[A-Z]{2}-\\d+$","maxLength":20},"state":{"enum":["new","paid","sent"]},"at":{"type":"string","format":"date-time"},
          "lines":{"type":"array","uniqueItems":true,"items":{"$ref":"#/$defs/line"}}},
         "$defs":{"line":{"type":"object","required":["sku"],"unevaluatedProperties":false,
           "allOf":[{"properties":{"sku":{"type":"string"},"count":{"type":"integer","minimum":1}}}],"anyOf":[{"properties":{"price":{"multipleOf":0.01}}}]}}}
        """;

    [Fact]
    public void Valid_input_of_any_size_allocates_the_same()
    {
        var schema = Schema.Compile(Order, new JsonSchemaOptions { AssertFormats = true });
        var (small, large) = (Schema.Json(Instance(2)), Schema.Json(Instance(2000)));
        for (var i = 0; i < 100; i++)
            Assert.True(schema.IsValid(small) && schema.IsValid(large));

        Assert.Equal(Allocated(() => schema.IsValid(small)), Allocated(() => schema.IsValid(large)));
        Assert.InRange(Allocated(() => schema.IsValid(large)), 1, 256);
    }

    [Fact]
    public void What_is_nested_deeper_than_allowed_is_invalid_even_below_a_not()
    {
        var schema = """{"$defs":{"a":{"properties":{"a":{"$ref":"#/$defs/a"}}}},"not":{"not":{"$ref":"#/$defs/a"}}}""";
        var instance = string.Concat(Enumerable.Repeat("{\"a\":", 30)) + "1" + new string('}', 30);

        Assert.True(Schema.Allows(schema, instance));
        Assert.False(Schema.Allows(schema, instance, new JsonSchemaOptions { MaxDepth = 20 }));
        Assert.Equal("depth", Assert.Single(Schema.Errors(schema, instance, new JsonSchemaOptions { MaxDepth = 20 })).Keyword);
    }

    [Fact]
    public void A_schema_that_branches_at_every_level_ends_at_its_limit()
    {
        var schema =
            """{"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["b"]},{"properties":{"a":{"$ref":"#"}},"required":["b"]}]}""";
        var instance = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "{}" + new string('}', 40);

        Assert.False(Schema.Allows(schema, instance, new JsonSchemaOptions { MaxSteps = 100_000 }));
    }

    [Fact]
    public void A_pattern_that_would_backtrack_for_ever_does_not()
        => Assert.False(Schema.Allows("""{"pattern":"^(a+)+$"}""", $"\"{new string('a', 50_000)}!\""));

    [Fact]
    public void A_pattern_with_lookaround_ends_at_its_limit_or_is_refused()
    {
        var (schema, instance) = ("""{"pattern":"^(a|aa)+(?=x)$"}""", $"\"{new string('a', 200)}!\"");

        Assert.Equal("cost", Assert.Single(Schema.Errors(schema, instance)).Keyword);
        Assert.Equal("#/pattern", Schema.CompileError(schema, new JsonSchemaOptions { PatternTimeout = TimeSpan.Zero }).Location);
    }

    [Fact]
    public void Large_objects_are_compared_in_linear_time()
    {
        var members = Enumerable.Range(0, 20_000).Select(i => $"\"property{i}\":{i}").ToArray();
        var instance = $"[{{{string.Join(',', members)}}},{{{string.Join(',', members.Reverse())}}}]";

        Assert.False(Schema.Allows("""{"uniqueItems":true}""", instance));
    }

    private static string Instance(int lines)
    {
        var json = new StringBuilder("""{"id":"AB-12","state":"paid","at":"2024-01-02T03:04:05Z","lines":[""");
        for (var i = 0; i < lines; i++)
            json.Append(i == 0 ? "" : ",").Append($$"""{"sku":"s\u0041{{i}}","count":{{i + 1}},"price":{{i}}.25}""");
        return json.Append("]}").ToString();
    }

    private static long Allocated(Func<bool> validate) => AllocatedBytes.Of(() => validate());
}
