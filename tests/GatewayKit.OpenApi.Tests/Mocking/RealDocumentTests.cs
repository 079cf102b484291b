namespace GatewayKit.OpenApi.Mocking;

/// <summary>What documents and clients do beside the specification, and what is made of it.</summary>
public sealed class RealDocumentTests
{
    [Fact]
    public void A_field_that_is_no_media_type_is_passed_over()
        => Assert.Equal("\"ok\"", new MockEngine(Mocks.Of("responses: { 200: { description: a, content: { description: b, application/json: { example: ok } } } }")).Get("/pets").Text());

    [Fact]
    public void In_Swagger_an_example_for_a_range_is_one_of_what_is_produced()
    {
        var answer = new MockEngine(Swagger("get: { produces: [text/plain], responses: { 200: { description: a, schema: { type: string }, examples: { '*/*': hello } } } }"))
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
            Mocks.Of("responses: { 200: { description: a, content: { application/json: { schema: { type: object, properties: { b: { type: string }, c: { type: object, properties: { z: { type: integer }, y: { type: integer } } }, a: { type: integer } } } } } } }"),
            new MockEngineOptions { Dynamic = true, Seed = 1 });

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(["a", "b", "c"], engine.Get("/pets").Json().EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void More_items_than_anyone_can_use_are_not_made()
        => Assert.Equal("Schema too complex", new MockEngine(Mocks.Of("responses: { 200: { description: a, content: { application/json: { schema: { type: array, minItems: 3000, items: { type: string } } } } } }")).Get("/pets").Problem!.Title);

    private static OpenApiDocument Swagger(string operation) => Mocks.Document($$"""
        swagger: "2.0"
        info: { title: Pets, version: "1" }
        paths: { /pets: { {{operation}} } }
        """);
}
