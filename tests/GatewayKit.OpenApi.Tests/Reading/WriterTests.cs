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
            oauth:
              type: oauth2
              flows: { x-other: { tokenUrl: u }, clientCredentials: { tokenUrl: "https://x/t", scopes: { write: Write } } }
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

    [Fact]
    public void An_operation_with_many_copies_of_an_example_ends_at_the_limit()
    {
        var example = new string('x', 100_000);
        var references = string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"e{i}: {{ $ref: '#/components/examples/big' }}"));
        var document = Read(Encoding.UTF8.GetBytes($$"""
            openapi: 3.1.0
            info: { title: A, version: "1" }
            paths: { /a: { post: { requestBody: { content: { a/b: { examples: { {{references}} } } } }, responses: {} } } }
            components: { examples: { big: { value: {{example}} } } }
            """));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(OpenApiWriter.Write(document, maxSize: 1_000_000));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void A_path_has_each_method_once_and_others_only_in_OpenAPI_3_2()
    {
        var document = Read(Encoding.UTF8.GetBytes("""
            openapi: 3.2.0
            info: { title: A, version: "1" }
            paths:
              /a: { get: { responses: {} }, query: { responses: {} }, additionalOperations: { COPY: { responses: {} } } }
            """));
        document = document with { Operations = [.. document.Operations, .. document.Operations] };

        Assert.Equal(["get", "query", "additionalOperations"], Members(document));
        Assert.Equal(["COPY", "GET", "QUERY"], Read(OpenApiWriter.Write(document)!).Operations.Select(one => one.Method).Order());
        Assert.Equal(["get"], Members(document with { Version = OpenApiVersion.OpenApi31 }));

        static IEnumerable<string> Members(OpenApiDocument document)
            => JsonDocument.Parse(OpenApiWriter.Write(document)!).RootElement.GetProperty("paths").GetProperty("/a")
                .EnumerateObject().Select(member => member.Name);
    }

    private static OpenApiDocument Read(byte[] text)
    {
        var result = OpenApiDocument.Parse(text, "pets.json");
        Assert.Empty(result.Errors);
        return result.Document!;
    }
}
