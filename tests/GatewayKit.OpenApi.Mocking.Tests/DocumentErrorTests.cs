using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking;

/// <summary>Documents with errors: the rest of a schema is mocked and checked, and the answer says that something is missing.</summary>
public sealed class DocumentErrorTests
{
    private const string Warning = ";code=\"document-error\";severity=\"warning\"";

    [Theory]
    [InlineData("{ type: object, required: [f, n], properties: { f: { type: [string, 'null'] }, n: { type: integer } } }", false)]
    [InlineData("{ type: object, required: [f, n], properties: { f: { type: string, pattern: '^(?i)abc$' }, n: { type: integer } } }",
        false)]
    [InlineData("{ type: object, required: [f, n], properties: { f: { type: strng }, n: { type: integer } } }", true)]
    [InlineData("{ type: object, required: [f, n], properties: { f: { type: string, minLength: -1 }, n: { type: integer } } }", true)]
    [InlineData("{ type: object, required: [f, n], properties: { f: { type: string, pattern: '[' }, n: { type: integer } } }", true)]
    [InlineData("{ type: object, required: [f, n], properties: { f: { $ref: '#/components/schemas/Missing' }, n: { type: integer } } }",
        true)]
    [InlineData("{ type: object, required: [f, n], properties: { f: 7, n: { type: integer } } }", true)]
    public void A_response_is_generated_from_what_is_left_of_its_schema(string schema, bool isWarnedOf)
    {
        var answer = Engine($"responses: {{ 200: {{ description: ok, content: {{ application/json: {{ schema: {schema} }} }} }} }}")
            .Get("/pets");

        Assert.Equal(200, answer.Response.Status);
        Assert.Equal(JsonValueKind.Number, answer.Json().GetProperty("n").ValueKind);
        Assert.Equal(isWarnedOf ? $"\"response/body\"{Warning}" : null, answer.Violations);
    }

    [Theory]
    [InlineData("{ $ref: '#/components/schemas/Missing' }")]
    [InlineData("{ type: strng }")]
    [InlineData("{ allOf: 3 }")]
    public void A_response_of_whose_schema_nothing_is_left_is_a_problem(string schema)
    {
        var answer = Engine($"responses: {{ 200: {{ description: ok, content: {{ application/json: {{ schema: {schema} }} }} }} }}")
            .Get("/pets");

        Assert.Equal((500, "urn:gatewaykit:problem:unusable-schema"), (answer.Response.Status, answer.Problem?.Type));
    }

    [Theory]
    [InlineData("responses: { 200: { $ref: '#/components/responses/Missing' } }")]
    [InlineData("responses: {}")]
    [InlineData("response: { 200: { description: ok } }")]
    public void An_operation_without_a_usable_response_says_so(string operation)
    {
        var answer = Engine(operation).Get("/pets");

        Assert.Equal((500, "urn:gatewaykit:problem:no-response"), (answer.Response.Status, answer.Problem?.Type));
    }

    [Fact]
    public void A_response_that_can_be_read_is_answered_before_one_that_can_not()
        => Assert.Equal(202, Engine("responses: { 200: { $ref: '#/components/responses/Missing' }, 202: { description: ok } }").Get(
            "/pets").Response.Status);

    [Fact]
    public void A_request_is_checked_against_what_is_left_of_its_schema()
    {
        var engine = Engine("""
            parameters: [ { name: q, in: query, schema: { type: integer, minimum: x } } ]
            requestBody: { content: { application/json: { schema: { type: object, properties: { f: { type: string, pattern: '[' }, n: { type: integer } } } } } }
            responses: { 204: { description: ok } }
            """.ReplaceLineEndings("\n      "), "post");

        Assert.Equal(422, Post(engine, """{ "n": "x" }""").Response.Status);
        Assert.Equal(422, Post(engine, """{ "f": 1 }""").Response.Status);
        var valid = Post(engine, """{ "f": "anything", "n": 1 }""");
        Assert.Equal((204, $"\"request/query/q\"{Warning}, \"request/body\"{Warning}"), (valid.Response.Status, valid.Violations));
    }

    private static MockAnswer Post(MockEngine engine, string body)
        => engine.Send("POST", "/pets", body, ("Content-Type", "application/json"));

    private static MockEngine Engine(string operation, string method = "get")
    {
        var yaml = $"openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\npaths:\n  /pets:\n    {method}:\n      {operation}\n";
        return new MockEngine(OpenApiDocument.Parse(Encoding.UTF8.GetBytes(yaml), "pets.yaml").Document!);
    }
}
