using System.Text;
using System.Text.Json;
using GatewayKit.OpenApi;
using GatewayKit.Plugins.Mcp.Tools;

namespace GatewayKit.Plugins.Tests.Mcp;

public sealed class ToolSchemaTests
{
    [Theory]
    [InlineData("{ type: string, nullable: true, example: a, xml: {}, x-a: 1 }", """{"type":["string","null"],"examples":["a"]}""")]
    [InlineData("{ type: number, minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false }",
        """{"type":"number","exclusiveMinimum":1,"maximum":2}""")]
    [InlineData("{ type: number, maximum: 2, exclusiveMaximum: true }", """{"type":"number","exclusiveMaximum":2}""")]
    [InlineData("{ $ref: '#/components/schemas/Node', description: ignored }", """{"$ref":"#/$defs/Node"}""")]
    [InlineData("{ properties: { required: { type: string }, nullable: {} }, required: [required] }",
        """{"properties":{"required":{"type":"string"},"nullable":{}},"required":["required"]}""")]
    [InlineData("{ enum: [ { $ref: x } ], default: { nullable: true } }", """{"enum":[{"$ref":"x"}],"default":{"nullable":true}}""")]
    public void Schemas_of_openapi_30_become_json_schema(string schema, string expected)
        => Assert.Equal(expected, Property(Input(schema), "body").GetRawText());

    [Fact]
    public void References_become_definitions_also_if_they_are_recursive()
        => Assert.Equal(
            """{"Node":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"next":{"$ref":"#/$defs/Node"}}}}""",
            Input("{ $ref: '#/components/schemas/Node' }").GetProperty("$defs").GetRawText());

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    private static JsonElement Input(string schema)
    {
        var operation = OpenApiDocument.Parse(Encoding.UTF8.GetBytes($$"""
            openapi: 3.0.3
            info: { title: A, version: "1" }
            paths:
              /a:
                post:
                  requestBody: { content: { application/json: { schema: {{schema}} } } }
                  responses: { 200: { description: ok } }
            components:
              schemas:
                Node:
                  type: object
                  required: [id, name]
                  properties: { id: { type: string, readOnly: true }, name: { type: string }, next: { $ref: '#/components/schemas/Node' } }
            """), "api.yaml").Document!.Operations.Single();
        return ToolSchemas.Input(operation, ToolParts.Of(operation)!);
    }
}
