namespace GatewayKit.OpenApi.Reading;

public sealed class DocumentTests
{
    private const string Petstore = """
        openapi: 3.1.0
        info: { title: Pets, version: 1.0 }
        servers:
          - url: https://{host}.example.com/v1/
            variables: { host: { default: api } }
        security: [ { key: [] } ]
        paths:
          /pets/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: integer } }
              - { name: limit, in: query, schema: { type: string } }
            get:
              operationId: getPet
              tags: [pets]
              parameters:
                - $ref: '#/components/parameters/limit'
              responses:
                200:
                  description: A pet
                  headers: { X-Rate: { schema: { type: integer } } }
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Pet' }
                      examples: { cat: { value: { name: Tom } } }
                2xx: { description: Other }
                default: { $ref: '#/components/responses/Error' }
            post:
              security: []
              requestBody: { required: true, content: { application/json: { schema: true } } }
        components:
          parameters: { limit: { name: limit, in: query, schema: { type: integer } } }
          responses: { Error: { description: Wrong } }
          schemas: { Pet: { type: object, required: [name], properties: { name: { type: string } } } }
          securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
        """;

    [Fact]
    public void A_document_is_read_with_what_its_operations_refer_to()
    {
        var document = Doc.Parse(Petstore);

        Assert.Equal((OpenApiVersion.OpenApi31, "Pets", "1.0"), (document.Version, document.Title, document.ApiVersion));
        Assert.Equal(new OpenApiServer("https://api.example.com/v1/", "/v1"), Assert.Single(document.Servers));
        Assert.Equal(["GET /pets/{id}", "POST /pets/{id}"],
            document.Operations.Select(operation => $"{operation.Method} {operation.Path}"));
        var get = document.Operations[0];
        Assert.Equal(("getPet", "pets"), (get.Key, Assert.Single(get.Tags)));
        Assert.Equal(["200", "2XX", "default"], get.Responses.Select(response => response.Code));
        Assert.Equal("Wrong", get.Responses[2].Description);
        Assert.Equal("X-Rate", Assert.Single(get.Responses[0].Headers).Name);
        var media = Assert.Single(get.Responses[0].Content);
        Assert.True(media.Schema.Allows("""{"name":"Tom"}"""));
        Assert.False(media.Schema.Allows("{}"));
        Assert.Equal(("cat", """{"name":"Tom"}"""), (media.Examples[0].Name, media.Examples[0].Value.GetRawText()));
        Assert.Equal("X-Key", Assert.Single(Assert.Single(get.Security).Schemes).Key.ParameterName);
        Assert.Empty(document.Operations[1].Security);
        Assert.True(document.Operations[1].RequestBody!.Required);
    }

    [Fact]
    public void Parameters_of_an_operation_override_those_of_its_path()
    {
        var parameters = Doc.Parse(Petstore).Operations[0].Parameters;

        Assert.Equal(["id", "limit"], parameters.Select(parameter => parameter.Name));
        Assert.True(parameters[1].Schema.Allows("1"));
        Assert.Equal((ParameterStyle.Simple, false, true), (parameters[0].Style, parameters[0].Explode, parameters[0].Required));
        Assert.Equal((ParameterStyle.Form, true, false), (parameters[1].Style, parameters[1].Explode, parameters[1].Required));
    }
}
