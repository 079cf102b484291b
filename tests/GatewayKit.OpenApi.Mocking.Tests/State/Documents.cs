namespace GatewayKit.OpenApi.Mocking.State;

internal static class Documents
{
    /// <summary>Pets with examples, paging, filters, sorting, and both kinds of patches.</summary>
    public const string Pets = """
        openapi: 3.0.3
        info: { title: Pets, version: "1" }
        paths:
          /pets:
            get:
              parameters:
                - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }
                - { name: offset, in: query, schema: { type: integer, minimum: 0 } }
                - { name: kind, in: query, schema: { type: array, items: { type: string } } }
                - { name: name, in: query, schema: { type: string } }
                - { name: tags, in: query, schema: { type: string } }
                - { name: sort, in: query, schema: { type: string } }
              responses:
                "200":
                  description: All
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [items, total]
                        properties:
                          items: { type: array, items: { $ref: "#/components/schemas/Pet" } }
                          total: { type: integer }
                          next: { type: string, nullable: true }
                      example: { items: [ { id: 1, name: Rex, kind: dog, tags: [big] }, { id: 2, name: Tom, kind: cat, age: 3 } ], total: 2 }
            post:
              requestBody:
                required: true
                content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
              responses:
                "201":
                  description: Created
                  headers: { Location: { schema: { type: string } } }
                  content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
          /pets/{petId}:
            parameters: [ { name: petId, in: path, required: true, schema: { type: integer } } ]
            get:
              responses:
                "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
                "404": { description: None }
            put:
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
              responses: { "200": { description: Replaced, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
            patch:
              requestBody:
                content:
                  application/json: { schema: { type: object } }
                  application/merge-patch+json: { schema: { type: object } }
                  application/json-patch+json: { schema: { type: array, items: { type: object } } }
              responses: { "200": { description: Changed, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
            delete:
              responses: { "204": { description: Gone } }
        components:
          schemas:
            Pet:
              type: object
              required: [id, name]
              additionalProperties: false
              properties:
                id: { type: integer, readOnly: true }
                name: { type: string, minLength: 1, maxLength: 10 }
                kind: { type: string, enum: [cat, dog, fish], default: dog }
                age: { type: integer, minimum: 0 }
                tags: { type: array, maxItems: 5, items: { type: string } }
                secret: { type: string, writeOnly: true }
                createdAt: { type: string, format: date-time, readOnly: true }
                updatedAt: { type: string, format: date-time, readOnly: true }
        """;

    /// <summary>Owners with UUIDs, their pets, and the visits of those.</summary>
    public const string Owners = """
        openapi: 3.1.0
        info: { title: Owners, version: "1" }
        paths:
          /owners:
            get:
              responses:
                "200":
                  description: All
                  content:
                    application/json:
                      schema: { type: array, items: { $ref: "#/components/schemas/Owner" } }
                      examples: { two: { value: [ { id: 5f0c6a3e-0000-4000-8000-000000000001, name: Ada, since: "2020-01-01" }, { name: Ben, since: "2020-01-02" } ] } }
            post:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewOwner" } } } }
              responses: { "201": { description: Created, content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } } } }
          /owners/{ownerId}:
            parameters: [ { name: ownerId, in: path, required: true, schema: { type: string, format: uuid } } ]
            get:
              responses: { "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } } } }
            put:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewOwner" } } } }
              responses:
                "200": { description: Replaced, content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } } }
                "201": { description: Created, content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } } }
            delete:
              responses: { "204": { description: Gone } }
          /owners/{id}/pets:
            parameters: [ { name: id, in: path, required: true, schema: { type: string, format: uuid } } ]
            get:
              responses: { "200": { description: All, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } }, example: [ { name: Rex, weight: 8.5 } ] } } } }
            post:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
              responses: { "201": { description: Created, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
          /owners/{ownerId}/pets/{name}:
            parameters:
              - { name: ownerId, in: path, required: true, schema: { type: string, format: uuid } }
              - { name: name, in: path, required: true, schema: { type: string } }
            get:
              responses: { "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
            patch:
              requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
              responses: { "200": { description: Changed, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
            delete:
              responses: { "204": { description: Gone } }
        components:
          schemas:
            NewOwner:
              type: object
              required: [name]
              properties: { name: { type: string, minLength: 1 }, city: { type: string } }
            Owner:
              allOf:
                - { $ref: "#/components/schemas/NewOwner" }
                - { type: object, required: [id, since], properties: { id: { type: string, format: uuid }, since: { type: string, format: date } } }
            Pet:
              type: object
              required: [name]
              properties: { name: { type: string, minLength: 1, maxLength: 8 }, ownerId: { type: string, format: uuid }, weight: { type: number } }
        """;

    /// <summary>Books in envelopes, whose ids the client chooses; a list of closed summaries with a cursor; slashes at the ends.</summary>
    public const string Books = """
        openapi: 3.1.0
        info: { title: Books, version: "1" }
        paths:
          /shelf/:
            get:
              parameters:
                - { name: cursor, in: query, schema: { type: string } }
                - { name: page_size, in: query, schema: { type: integer, minimum: 1, maximum: 10 } }
                - { name: title, in: query, schema: { type: string } }
              responses:
                "200":
                  description: All
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [books]
                        additionalProperties: false
                        properties:
                          books: { type: array, maxItems: 10, uniqueItems: true, items: { $ref: "#/components/schemas/Summary" } }
                          next_cursor: { type: string }
            post:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Envelope" } } } }
              responses: { "201": { description: Created, content: { application/json: { schema: { $ref: "#/components/schemas/Envelope" } } } } }
          /shelf/{isbn}/:
            parameters: [ { name: isbn, in: path, required: true, schema: { type: string, pattern: "^[0-9]{3}$" } } ]
            get:
              responses: { "200": { description: One, content: { application/json: { schema: { $ref: "#/components/schemas/Envelope" } } } } }
            put:
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Envelope" } } } }
              responses: { "204": { description: Replaced } }
            delete:
              responses: { "200": { description: Gone, content: { application/json: { schema: { $ref: "#/components/schemas/Envelope" } } } } }
        components:
          schemas:
            Envelope: { type: object, required: [book], properties: { book: { $ref: "#/components/schemas/Book" } } }
            Summary: { type: object, required: [isbn, title], additionalProperties: false, properties: { isbn: { type: string }, title: { type: string } } }
            Book:
              type: object
              required: [isbn, title, pages]
              properties: { isbn: { type: string, pattern: "^[0-9]{3}$" }, title: { type: string }, pages: { type: integer, minimum: 1 } }
        """;
}
