using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Tests.Reading;

public sealed class WriterTests
{
    private const string Text = """
        openapi: 3.0.3
        info: { title: Pets, version: "1", description: About }
        tags: [ { name: pets, description: All } ]
        paths:
          /pets/{id}:
            parameters: [ { name: id, in: path, required: true, description: The id, schema: { type: integer } } ]
            put:
              operationId: put
              tags: [pets]
              x-internal: secret
              security: [ { oauth: [write] }, {} ]
              requestBody: { description: Body, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
              responses: { default: { description: Other, headers: { X-A: { schema: { type: string } } } } }
        components:
          securitySchemes:
            oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: "https://x/t", scopes: { write: Write } } } }
          schemas:
            Pet: { type: object, x-owner: me, discriminator: { propertyName: kind, mapping: { a: "#/components/schemas/Pet" } },
              properties: { parent: { $ref: "#/components/schemas/Pet" }, $ref: { type: string }, e: { enum: [ { $ref: x } ] } } }
        """;

    [Fact]
    public void A_written_document_says_the_same()
    {
        var before = Read(Encoding.UTF8.GetBytes(Text));
        var after = Read(OpenApiWriter.Write(before)!);

        Assert.Equal((before.Title, before.Description, before.Tags.Single()), (after.Title, after.Description, after.Tags.Single()));
        var (one, other) = (before.Operations.Single(), after.Operations.Single());
        Assert.Equal((one.Key, one.Path, one.Method), (other.Key, other.Path, other.Method));
        Assert.Equal("The id", other.Parameters.Single().Description);
        Assert.Equal("Body", other.RequestBody!.Description);
        Assert.Equal([1, 0], other.Security.Select(requirement => requirement.Schemes.Count));
        Assert.Equal("X-A", other.Responses.Single().Headers.Single().Name);
        Assert.Equal("write", other.Security[0].Schemes[0].Value.Single());
    }

    [Fact]
    public void References_become_components_and_extensions_are_left_out()
    {
        var json = Encoding.UTF8.GetString(OpenApiWriter.Write(Read(Encoding.UTF8.GetBytes(Text)))!);

        var pet = JsonDocument.Parse(json).RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Pet");
        Assert.Equal("#/components/schemas/Pet", pet.GetProperty("properties").GetProperty("parent").GetProperty("$ref").GetString());
        Assert.Equal("x", pet.GetProperty("properties").GetProperty("e").GetProperty("enum")[0].GetProperty("$ref").GetString());
        Assert.DoesNotContain("x-", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_beyond_the_limit_is_not_written()
        => Assert.Null(OpenApiWriter.Write(Read(Encoding.UTF8.GetBytes(Text)), maxSize: 100));

    private static OpenApiDocument Read(byte[] text)
    {
        var result = OpenApiDocument.Parse(text, "pets.json");
        Assert.Empty(result.Errors);
        return result.Document!;
    }
}
