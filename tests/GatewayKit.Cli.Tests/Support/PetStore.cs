namespace GatewayKit.Cli.Tests.Support;

/// <summary>An OpenAPI document of a few operations.</summary>
internal static class PetStore
{
    public const string Document = """
        openapi: 3.1.0
        info: { title: Pet Store, version: 1.2.0 }
        servers:
          - { url: "https://pets.example.com/v1" }
          - { url: "https://backup.example.com/v1" }
        paths:
          /pets:
            get:
              operationId: listPets
              summary: All pets
              responses:
                "200":
                  description: The pets
                  content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } }, example: [ { id: 1, name: Tom } ] } }
            post:
              operationId: createPet
              requestBody:
                required: true
                content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
              responses: { "201": { description: The pet, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
          /pets/{pet-id}:
            parameters: [ { name: pet-id, in: path, required: true, schema: { type: integer, minimum: 1 } } ]
            get:
              security: [ { key: [] } ]
              responses: { "200": { description: A pet, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
          "/reports/{year}{month}":
            get:
              operationId: report
              parameters: [ { name: year, in: path, required: true, schema: {} }, { name: month, in: path, required: true, schema: {} } ]
              responses: { "204": { description: Nothing } }
        components:
          securitySchemes: { key: { type: apiKey, in: header, name: X-Pet-Key } }
          schemas:
            Pet: { type: object, required: [name], properties: { id: { type: integer }, name: { type: string, minLength: 1 } } }
        """;
}
