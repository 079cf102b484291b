using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Reading;

namespace GatewayKit.OpenApi.Mocking.State;

public sealed class InferenceTests
{
    private const string Petstore = """
        openapi: 3.0.3
        info: { title: Petstore, version: "1" }
        paths:
          /pet:
            post:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
              responses: { "200": { description: Created, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
            put:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
              responses: { "200": { description: Replaced, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
          /pet/findByStatus:
            get:
              parameters: [ { name: status, in: query, schema: { type: string, default: available, enum: [available, sold] } } ]
              responses: { "200": { description: Some, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }
          /pet/mine:
            get:
              responses: { "200": { description: Some, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }
          /pet/{petId}:
            parameters: [ { name: petId, in: path, required: true, schema: { type: integer, format: int64 } } ]
            get:
              responses: { "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" }, example: { id: 10, name: Rex, status: sold } } } } }
            post:
              responses: { "200": { description: Changed } }
            delete:
              responses: { "200": { description: Gone } }
          /pet/{petId}/feed:
            parameters: [ { name: petId, in: path, required: true, schema: { type: integer, format: int64 } } ]
            post: { responses: { "200": { description: Fed } } }
          /store/inventory:
            get: { responses: { "200": { description: Counts, content: { application/json: { schema: { type: object, additionalProperties: { type: integer } } } } } } }
        components:
          schemas:
            Pet:
              type: object
              required: [name]
              properties: { id: { type: integer, format: int64 }, name: { type: string }, status: { type: string, enum: [available, sold] } }
        """;

    [Theory]
    [InlineData("petId", "integer", "pets", """{"id":{"type":"integer"},"name":{"type":"string"}}""", "id")]
    [InlineData("pet_id", "integer", "pets", """{"pet_id":{"type":"integer"},"id":{"type":"integer"}}""", "pet_id")]
    [InlineData("id", "integer", "pets", """{"petId":{"type":"integer"}}""", "petId")]
    [InlineData("name", "string", "pets", """{"id":{"type":"integer"},"name":{"type":"string"}}""", "name")]
    [InlineData("pet", "string", "pets", """{"uuid":{"type":"string"},"name":{"type":"string"}}""", "uuid")]
    [InlineData("orderNumber", "string", "orders", """{"number":{"type":"string"}}""", "number")]
    [InlineData("categoryId", "integer", "categories", """{"id":{"type":["integer","null"]}}""", "id")]
    [InlineData("username", "string", "users", """{"id":{"type":"integer"},"login":{"type":"string"}}""", null)]
    [InlineData("handle", "string", "users", """{"id":{"type":"string"}}""", "id")]
    [InlineData("petId", "integer", "pets", """{"id":{"type":"object"},"x":{}}""", null)]
    public void The_id_is_found_by_its_parameter(string parameter, string type, string collection, string properties, string? expected)
    {
        var document = Doc.Parse($$"""
            openapi: 3.1.0
            info: { title: X, version: "1" }
            paths: { /x: { get: { responses: { "200": { description: One, content: { application/json: { schema: { properties: {{properties}} } } } } } } } }
            """);

        var item = document.Operations[0].Responses[0].Content[0].Schema!.Surface;

        Assert.Equal(expected, IdProperty.Find(item, parameter, Enum.Parse<JsonTypes>(type, ignoreCase: true), collection));
    }

    [Fact]
    public void An_id_in_the_body_tells_what_is_replaced()
    {
        var api = new StatefulApi(Petstore);

        Assert.Equal(200, api.Send("PUT", "/pet", """{"id":10,"name":"Max"}""").Status);
        Assert.Equal("""{"id":10,"name":"Max"}""", api.Json("/pet/10"));
        Assert.Equal(404, api.Send("PUT", "/pet", """{"id":11,"name":"Max"}""").Status);
        Assert.Equal(422, api.Send("PUT", "/pet", """{"name":"Max"}""").Status);
    }

    [Fact]
    public void A_path_that_filters_a_collection_shows_it()
    {
        var api = new StatefulApi(Petstore);
        api.Send("POST", "/pet", """{"id":7,"name":"Kit","status":"available"}""");

        Assert.Equal(["7"], api.Ids("/pet/findByStatus"));
        Assert.Equal(["10"], api.Ids("/pet/findByStatus?status=sold"));
    }

    [Theory]
    [InlineData("GET", "/pet/mine")]
    [InlineData("POST", "/pet/{petId}")]
    [InlineData("POST", "/pet/{petId}/feed")]
    [InlineData("GET", "/store/inventory")]
    public void What_does_not_fit_is_not_about_state(string method, string path)
    {
        var api = new StatefulApi(Petstore);

        Assert.False(api.State.Knows(api.Document.Operations.Single(operation => operation.Method == method && operation.Path == path)));
    }

    [Fact]
    public void What_can_only_be_read_is_not_about_state()
    {
        var api = new StatefulApi("""
            openapi: 3.1.0
            info: { title: X, version: "1" }
            paths:
              /x: { get: { responses: { "200": { description: All, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/X" } } } } } } } }
              /x/{id}:
                parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
                get: { responses: { "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/X" } } } } } }
            components: { schemas: { X: { type: object, properties: { id: { type: integer } } } } }
            """);

        Assert.Null(api.TrySend("GET", "/x/1"));
    }

    [Fact]
    public void A_list_that_its_schema_forbids_is_not_answered()
    {
        var api = new StatefulApi("""
            openapi: 3.1.0
            info: { title: X, version: "1" }
            paths:
              /x: { get: { responses: { "200": { description: All, content: { application/json: { schema: { type: array, minItems: 1, items: { $ref: "#/components/schemas/X" } }, example: [ { id: 1 } ] } } } } } }
              /x/{id}:
                parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
                delete: { responses: { "204": { description: Gone } } }
            components: { schemas: { X: { type: object, properties: { id: { type: integer } } } } }
            """);

        Assert.Equal(["1"], api.Ids("/x"));
        api.Send("DELETE", "/x/1");
        Assert.Null(api.TrySend("GET", "/x"));
    }
}
