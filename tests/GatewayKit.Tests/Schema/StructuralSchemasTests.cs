using System.Text.Json.Nodes;
using GatewayKit.Schema;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Schema;

public sealed class StructuralSchemasTests
{
    private static readonly JsonObject s_schema = new StructuralSchemas().Of(typeof(SchemaOptions));

    [Fact]
    public void An_API_server_accepts_the_schema() => Assert.Empty(StructuralSchema.Errors(s_schema));

    [Theory]
    [InlineData("limit", """{"type":"integer","minimum":1,"maximum":10}""")]
    [InlineData("mode", """{"type":"string","enum":["strict","very-lenient"]}""")]
    [InlineData("headers", """{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":2}""")]
    [InlineData("names", """{"type":"object","additionalProperties":{"type":"string"}}""")]
    [InlineData("letter", """{"type":"string","pattern":"^(?:a|b)$"}""")]
    [InlineData("color", """{"type":"string","enum":["red","green"]}""")]
    [InlineData("size", """{"x-kubernetes-int-or-string":true}""")]
    [InlineData("inner", """{"type":"object","x-kubernetes-preserve-unknown-fields":true}""")]
    [InlineData("body", """{"x-kubernetes-preserve-unknown-fields":true}""")]
    public void An_option_has_its_type_and_rules(string option, string schema)
        => Assert.Equal(JsonNode.Parse(schema)!.ToJsonString(), s_schema["properties"]![option]!.ToJsonString());
}
