using System.Globalization;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.Tests.Shared;

namespace GatewayKit.OpenApi.Mocking.Examples;

public sealed class ExampleBoundsTests
{
    /// <summary>What making one value may cost at most, in units of about a microsecond.</summary>
    private const long MostWork = 250_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Cases", "Generated")]
    public void Schemas_by_chance_get_a_value_at_a_bounded_cost_and_the_truth_about_it(bool dynamic)
    {
        var (valid, count) = (0, Cases.Of(100));
        for (var seed = dynamic ? 1 : 0; seed < 2 * count; seed += 2)
        {
            var isOpenApi30 = seed % 3 == 0;
            var text = new RandomSchema(seed, isOpenApi30).Write();
            var schema = Api.Schema(text, isOpenApi30 ? JsonSchemaDialect.OpenApi30 : JsonSchemaDialect.Draft202012);
            var generator = new ExampleGenerator(new ExampleOptions { Dynamic = dynamic, Seed = seed });

            var result = generator.Generate(schema, SchemaDirection.Response, "key", 0, out var cost);

            Assert.True(cost <= MostWork, $"{seed} costs {cost}: {text}");
            if (schema.Compile(SchemaDirection.Response).Schema is { } compiled)
                Assert.True(result.IsValid == compiled.IsValid(result.Value),
                    $"{seed} is not {result.IsValid}: {text} -> {result.Value.GetRawText()}");
            valid += result.IsValid ? 1 : 0;
        }
        Assert.True(valid > 0.7 * count, $"Only {valid} of {count} are valid."); // Many of the schemas allow nothing.
    }

    [Theory]
    [InlineData("anyOf", """{"type":"string","minLength":3,"maxLength":2}""")]
    [InlineData("oneOf", """{"type":"string"}""")]
    [InlineData("oneOf", """{"type":"string","not":{"type":"string"}}""")]
    public void A_choice_that_doubles_with_every_level_ends(string keyword, string leaf)
    {
        var levels = Enumerable.Range(0, 30).Select(level => string.Create(CultureInfo.InvariantCulture, $$"""
            "{{level}}":{"{{keyword}}":[{"$ref":"#/$defs/{{level + 1}}"},{"title":"other","$ref":"#/$defs/{{level + 1}}"}]}
            """).Trim());
        Ends("{\"$ref\":\"#/$defs/0\",\"$defs\":{" + string.Join(',', levels) + ",\"30\":" + leaf + "}}");
    }

    [Theory]
    [InlineData("""{"type":"array","uniqueItems":true,"minItems":8000,"items":{"type":"integer","minimum":0,"maximum":5000}}""")]
    [InlineData("""{"type":"string","pattern":"^(?=(a+)+$)(?=a{40}b)a*b"}""")]
    [InlineData("""{"type":"array","minItems":1000,"items":{"type":"string","minLength":100000,"format":"email"}}""")]
    [InlineData("""{"type":"array","minItems":5000,"contains":{"type":"integer","minimum":5},"minContains":4000,"items":{"type":"integer","maximum":4}}""")]
    [InlineData("""{"type":"object","minProperties":100000,"propertyNames":{"pattern":"^[a-c]$"}}""")]
    [InlineData("""{"type":"object","minProperties":100000,"additionalProperties":{"type":"object","minProperties":100000}}""")]
    [InlineData("""{"type":"object","required":["x","y","z"],"properties":{"x":{"$ref":"#"},"y":{"$ref":"#"},"z":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"string","pattern":"^(a)(\\1\\1)(\\2\\2)(\\3\\3)(\\4\\4)(\\5\\5)(\\6\\6)(\\7\\7)(\\8\\8)(\\9\\9)(\\10\\10)(\\11\\11)(\\12\\12)(\\13\\13)(\\14\\14)(\\15\\15)(\\16\\16)(\\17\\17)(\\18\\18)(\\19\\19)(\\20\\20)(\\21\\21)(\\22\\22)x$"}""")]
    public void What_asks_for_too_much_ends(string schema) => Ends(schema);

    [Fact]
    public void Names_that_a_pattern_takes_too_long_for_are_given_up()
    {
        var properties = Enumerable.Range(0, 100).Select(number => $"\"{new string('a', 40)}!{number}\":true");
        Ends("""{"type":"object","patternProperties":{"^((a|aa)+)+\\2x":true},"properties":{""" + string.Join(',', properties) + "}}");
    }

    [Fact]
    public void A_dynamic_value_costs_little_once_its_schema_is_known()
    {
        var schema = Api.Schema(
            """{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"name":{"type":"string"},"owner":{"oneOf":[{"type":"null"},{"type":"object","properties":{"email":{"type":"string","format":"email"}}}]},"tags":{"type":"array","items":{"type":"string"}}}}""");
        var generator = new ExampleGenerator(new ExampleOptions { Dynamic = true });
        for (var variant = 0; variant < 50; variant++)
            generator.Generate(schema, SchemaDirection.Response, "key", variant);

        generator.Generate(schema, SchemaDirection.Response, "key", 50, out var cost);

        Assert.InRange(cost, 1, 100);
    }

    private static void Ends(string schema)
    {
        foreach (var dynamic in new[] { false, true })
        {
            var result = new ExampleGenerator(new ExampleOptions { Dynamic = dynamic }).Generate(
                Api.Schema(schema), SchemaDirection.Response, "key", 0, out var cost);

            Assert.False(result.IsValid);
            Assert.InRange(cost, 1, MostWork);
            Assert.NotEqual(JsonValueKind.Undefined, result.Value.ValueKind);
        }
    }
}
