using System.Text;
using System.Text.Json;
using CsCheck;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema;

/// <summary>The work of a validation is counted, and bounded by the length of the instance: tests of cost count steps, not time.</summary>
public sealed class StepTests
{
    /// <summary>Schemas that reach the same place in several ways, each of which reaches the next place in several ways.</summary>
    public static TheoryData<string> Ambiguous { get; } =
    [
        """{"anyOf":[{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"required":["b"]}]},{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"required":["b"]}]}]}""",
        """{"oneOf":[{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"required":["b"]}]},{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"required":["b"]}]},{"type":"string"}]}""",
        """{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"properties":{"a":{"$ref":"#"}}}]}""",
        """{"not":{"not":{"properties":{"a":{"$ref":"#"}}}},"properties":{"a":{"$ref":"#"}}}""",
        """{"if":{"properties":{"a":{"$ref":"#"}}},"then":{"properties":{"a":{"$ref":"#"}}},"else":{"properties":{"a":{"$ref":"#"}}}}""",
        """{"properties":{"a":{"$ref":"#"}},"patternProperties":{"a":{"$ref":"#"},"^a":{"$ref":"#"}}}""",
        """{"dependentSchemas":{"a":{"properties":{"a":{"$ref":"#"}}}},"properties":{"a":{"$ref":"#"}}}""",
        """{"anyOf":[{"properties":{"a":{"$ref":"#"}}},{"properties":{"a":{"$ref":"#"}}}],"unevaluatedProperties":false}""",
        """{"anyOf":[{"items":{"$ref":"#"}},{"contains":{"$ref":"#"}}],"properties":{"a":{"$ref":"#"}}}""",
        """{"$id":"https://a/","$dynamicAnchor":"x","anyOf":[{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"required":["b"]}]},{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"required":["b"]}]}]}""",
    ];

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public void Places_that_are_reached_in_several_ways_are_checked_once(string schema)
    {
        var (steps, reason) = Steps(Schema.Compile(schema), Nested(50));

        Assert.Null(reason);
        Assert.InRange(steps, 1, 20_000);
    }

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public void Remembered_results_are_the_same_as_others(string schema)
    {
        var compiled = Schema.Compile(schema);

        Assert.All(Enumerable.Range(1, 16), depth =>
        {
            var (small, large) = (Schema.Json(Nested(depth)), Schema.Json(Nested(depth, padding: 100_000)));
            Assert.Equal(compiled.IsValid(large.GetProperty("x")), compiled.IsValid(small));
        });
    }

    [Fact]
    public void A_schema_with_dynamic_references_ends_at_its_limit()
    {
        var schema = Schema.Compile(
            """{"$id":"https://a/","$dynamicAnchor":"x","anyOf":[{"allOf":[{"properties":{"a":{"$dynamicRef":"#x"}}},{"required":["b"]}]},{"allOf":[{"properties":{"a":{"$dynamicRef":"#x"}}},{"required":["b"]}]}]}""");
        var errors = new ValidationErrors();

        Assert.False(schema.Validate(Schema.Json(Nested(60)), errors));

        Assert.Equal("cost", Assert.Single(errors).Keyword);
    }

    [Theory]
    [InlineData("""{"uniqueItems":true,"items":{"$ref":"#"}}""", "[", "1", "]")]
    [InlineData("""{"enum":[[1],[2],[3],[4],[5],[6]],"items":{"$ref":"#"}}""", "[", "1", "]")]
    [InlineData("""{"not":{"const":[[[[0]]]]},"items":{"$ref":"#"}}""", "[", "1", "]")]
    public void What_is_compared_as_a_whole_at_every_level_is_counted(string schema, string open, string value, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 60)) + string.Join(',', Enumerable.Repeat(value, 10_000))
            + string.Concat(Enumerable.Repeat(close, 60));

        var (steps, _) = Steps(Schema.Compile(schema), deep);

        Assert.InRange(steps, deep.Length / 16, 500_000 + (4 * deep.Length));
    }

    [Theory]
    [InlineData("""{"multipleOf":0.0000000000000000000000000000000000000000000000001}""")]
    [InlineData("""{"multipleOf":1e308}""")]
    [InlineData("""{"multipleOf":7}""")]
    [InlineData("""{"maximum":1e308}""")]
    [InlineData("""{"type":"integer"}""")]
    public void Long_numbers_are_counted_by_their_digits(string schema)
    {
        var (steps, _) = Steps(Schema.Compile(schema), "1" + new string('0', 100_000) + "1");

        Assert.InRange(steps, 100_000 / 16, 2_000_000);
    }

    [Theory]
    [InlineData("required", 5000)]
    [InlineData("dependentRequired", 500)]
    public void Many_names_in_large_objects_are_counted(string keyword, int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"\"n{i}\"").ToList();
        var schema = keyword == "required"
            ? $"{{\"required\":[{string.Join(',', names)}]}}"
            : $"{{\"dependentRequired\":{{{string.Join(',', names.Select(name => $"{name}:[\"n1\"]"))}}}}}";
        var instance = $"{{{string.Join(',', names.Select(name => $"{name}:1"))}}}";

        var (steps, reason) = Steps(Schema.Compile(schema), instance);

        Assert.Null(reason);
        Assert.InRange(steps, count / 8, 100_000);
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(?=.*[0-9])(?!.*x)(a|aa)+$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(x+x+)+y")]
    public void A_pattern_that_would_backtrack_takes_linear_time(string pattern)
    {
        var schema = Schema.Compile(JsonSerializer.Serialize(new Dictionary<string, string> { ["pattern"] = pattern }));

        var (steps, reason) = Steps(schema, $"\"{new string('a', 50_000)}!\"");

        Assert.Null(reason);
        Assert.InRange(steps, 1, 50_000);
    }

    [Fact]
    public void A_pattern_that_must_backtrack_ends_with_a_reason()
    {
        var errors = new ValidationErrors();

        Assert.False(Schema.Compile("""{"pattern":"^(a|aa)+\\1b$"}""").Validate(Schema.Json($"\"{new string('a', 5000)}\""), errors));

        Assert.Equal(("cost", "#/pattern"), (Assert.Single(errors).Keyword, errors[0].SchemaLocation));
    }

    [Fact]
    public void Long_names_do_not_multiply_by_the_number_of_violations()
    {
        var errors = new ValidationErrors();
        Schema.Compile("""{"additionalProperties":{"items":false}}""")
            .Validate(Schema.Json($"{{\"{new string('n', 100_000)}\":[{string.Join(',', Enumerable.Repeat("1", 100))}]}}"), errors);

        Assert.InRange(errors.Sum(error => error.InstanceLocation.Length), 1, 70_000);
    }

    [Fact]
    public void No_schema_and_no_instance_take_more_steps_than_are_allowed()
        => Gen.Select(AdversarialSchema.Schemas, AdversarialSchema.Instances).Sample(
            (schema, instance) =>
            {
                var result = new JsonSchemaCompiler(new JsonSchemaOptions { Tolerant = true, MaxSteps = 20_000, StepsPerByte = 2 }).Compile(
                    Schema.Json(schema));
                var (steps, reason) = Steps(result.Schema!, instance);
                // One keyword may go beyond by what it reads itself.
                Assert.True(steps <= 20_000 + (20L * instance.Length) + 1000, $"{steps} steps, {reason}: {schema} {instance}");
            },
            iter: 2000);

    private static (long Steps, ValidationError? Reason) Steps(CompiledSchema schema, string instance)
    {
        var json = JsonElement.Parse(instance, new JsonDocumentOptions { MaxDepth = 256 });
        var budget = schema.Limits.Budget(json);
        schema.IsValid(json, budget, out var reason);
        return (budget.Spent, reason);
    }

    private static string Nested(int depth, int padding = 0)
    {
        var nested = new StringBuilder();
        for (var i = 0; i < depth; i++)
            nested.Append("{\"a\":");
        nested.Append("{}").Append('}', depth);
        return padding == 0 ? nested.ToString() : $"{{\"x\":{nested},\"y\":\"{new string('y', padding)}\"}}";
    }
}
