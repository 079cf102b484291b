namespace GatewayKit.Plugins.Tests.Mock;

/// <summary>An OpenAPI document in a file of its own, for as long as a test runs.</summary>
internal sealed class ApiFile : IDisposable
{
    /// <summary>Pets that can be listed, made and looked at.</summary>
    public const string Pets = """
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        servers: [ { url: https://example.com/v1 } ]
        paths:
          /pets:
            get:
              operationId: listPets
              parameters: [ { name: limit, in: query, schema: { type: integer, minimum: 1 } } ]
              responses:
                200:
                  description: ok
                  headers: { X-Total: { schema: { type: integer, example: 2 } } }
                  content:
                    application/json:
                      schema: { type: array, items: { type: object, required: [name], properties: { name: { type: string } } } }
                      examples: { cats: { value: [ { name: Tom } ] }, none: { value: [] }, wrong: { value: [ {} ] } }
                    application/xml: { example: <pets/> }
                503: { description: down, content: { text/plain: { example: down } } }
            post:
              operationId: addPet
              security: [ { key: [] } ]
              requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
              responses: { 201: { description: made } }
        components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-").FullName;

    public ApiFile(string document = Pets) => File.WriteAllText(Name, document);

    public string Name => Path.Combine(_folder, "api.yaml");

    /// <summary>The entry of the plugin for this document.</summary>
    public string Entry(string options = "")
        => $"{{ name: mock, options: {{ openapi: '{Name}'{(options.Length == 0 ? "" : ", " + options)} }} }}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
