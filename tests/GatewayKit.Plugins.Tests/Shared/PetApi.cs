namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>A small API.</summary>
internal static class PetApi
{
    public const string Document = """
        openapi: 3.0.3
        info: { title: Pets, version: '1' }
        paths:
          /pets:
            get:
              operationId: listPets
              parameters: [ { name: limit, in: query, schema: { type: integer, maximum: 100 } } ]
              responses:
                '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
            post:
              operationId: addPet
              requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
              responses:
                '201': { description: created, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
          /pets/{id}:
            get:
              operationId: getPet
              parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
              responses:
                '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
          /events:
            get:
              operationId: events
              responses: { '200': { description: ok, content: { text/event-stream: { schema: { type: string } } } } }
        components:
          securitySchemes: { key: { type: apiKey, in: header, name: X-Gate } }
          schemas:
            Pet:
              type: object
              required: [name]
              properties:
                name: { type: string, maxLength: 5 }
                chip: { type: string, writeOnly: true }
                owner: { type: object, properties: { phone: { type: string, x-sensitive: true } } }
        """;
}
