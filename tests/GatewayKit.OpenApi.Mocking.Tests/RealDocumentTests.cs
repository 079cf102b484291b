namespace GatewayKit.OpenApi.Mocking;

/// <summary>What documents and clients do beside the specification, and what is made of it.</summary>
public sealed class RealDocumentTests
{
    [Fact]
    public void A_field_that_is_no_media_type_is_passed_over()
        => Assert.Equal("\"ok\"",
            new MockEngine(Mocks.Of(
                "responses: { 200: { description: a, content: { description: b, application/json: { example: ok } } } }"))
                .Get("/pets")
                .Text());

    [Fact]
    public void In_Swagger_an_example_for_a_range_is_one_of_what_is_produced()
    {
        var answer = new MockEngine(
            Swagger("get: { produces: [text/plain], responses: { 200: { description: a, schema: { type: string }, examples: { '*/*': "
                + "hello } } } }"))
            .Get("/pets", ("Accept", "*/*"));

        Assert.Equal(("text/plain", "hello"), (answer.Response.ContentType, answer.Text()));
    }

    [Theory]
    [InlineData("false", "id=", 422)]
    [InlineData("true", "id=", 200)]
    [InlineData("false", "id=1", 200)]
    [InlineData("true", "id=1&*;", 200)]
    [InlineData("true", "a/b", 422)]
    public void In_Swagger_a_field_of_a_form_may_be_empty_unless_the_document_says_otherwise(string allowEmpty, string body, int status)
    {
        var engine = new MockEngine(Swagger($$"""
            post: { consumes: [application/x-www-form-urlencoded], responses: { 200: { description: a } }, parameters: [ { in: formData, type: string, name: id, allowEmptyValue: {{allowEmpty}} } ] }
            """));

        Assert.Equal(status, engine.Send("POST", "/pets", body, ("Content-Type", "application/x-www-form-urlencoded")).Response.Status);
    }

    [Fact]
    public void What_is_made_for_a_request_has_every_property_in_the_order_of_their_names()
    {
        var engine = new MockEngine(
            Mocks.Of("responses: { 200: { description: a, content: { application/json: { schema: { type: object, properties: { b: { type: "
                + "string }, c: { type: object, properties: { z: { type: integer }, y: { type: integer } } }, a: { type: integer "
                + "} } } } } } }"),
            new MockEngineOptions { Dynamic = true, Seed = 1 });

        Assert.All(Enumerable.Range(0, 20),
            _ => Assert.Equal(["a", "b", "c"], engine.Get("/pets").Json().EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void More_items_than_anyone_can_use_are_not_made()
        => Assert.Equal("Schema too complex",
            new MockEngine(Mocks.Of("responses: { 200: { description: a, content: { application/json: { schema: { type: array, minItems: "
                + "3000, items: { type: string } } } } } }")).Get(
                "/pets").Problem!.Title);

    [Theory]
    [InlineData("type: object, required: [f], properties: { f: { type: [string, 'null'] }, g: { type: string } }")]
    [InlineData("type: object, required: [f], properties: { f: { type: strng }, g: { type: string, minLength: -1 } }")]
    [InlineData("type: object, required: [f], properties: { f: { pattern: '^(?i)abc$' }, g: { type: string, pattern: '[' } }")]
    [InlineData("type: object, required: [f], properties: { f: { $ref: '#/none' }, g: { type: array } }")]
    public void A_schema_with_an_error_in_a_part_of_it_is_mocked(string schema)
    {
        var document = OpenApiDocument.Parse(
            System.Text.Encoding.UTF8.GetBytes($"openapi: 3.0.3\npaths: {{ /a: {{ get: {{ responses: {{ 200: {{ description: a, content: "
                + $"{{ application/json: {{ schema: {{ {schema} }} }} }} }} }} }} }} }}"), "a.yaml").Document!;

        var answer = new MockEngine(document).Get("/a");

        Assert.Equal(200, answer.Response.Status);
        Assert.Equal(["f", "g"], answer.Json().EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("type: object, properties: { f: { type: string, pattern: '^(?i)abc$' } }", """{"f":"xyz"}""", """{"f":"ABC"}""")]
    [InlineData("type: object, properties: { f: { type: [string, 'null'] } }", """{"f":1}""", """{"f":null}""")]
    [InlineData("type: object, properties: { f: { type: integer }, g: { type: strng } }", """{"f":"x"}""", """{"g":1}""")]
    public void The_rest_of_a_schema_with_an_error_is_checked(string schema, string invalid, string valid)
    {
        var document = OpenApiDocument.Parse(
            System.Text.Encoding.UTF8.GetBytes($"openapi: 3.0.3\npaths: {{ /b: {{ post: {{ requestBody: {{ content: {{ application/json: "
                + $"{{ schema: {{ {schema} }} }} }} }}, responses: {{ 200: {{ description: a }} }} }} }} }}"), "b.yaml").Document!;
        var engine = new MockEngine(document);

        Assert.Equal(422, engine.Send("POST", "/b", invalid, ("Content-Type", "application/json")).Response.Status);
        Assert.Equal(200, engine.Send("POST", "/b", valid, ("Content-Type", "application/json")).Response.Status);
    }

    private static OpenApiDocument Swagger(string operation) => Mocks.Document($$"""
        swagger: "2.0"
        info: { title: Pets, version: "1" }
        paths: { /pets: { {{operation}} } }
        """);
}
