using System.Text;
using GatewayKit.JsonSchema.Compilation;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.Tests.Shared;

namespace GatewayKit.OpenApi.Reading;

public sealed class MutationTests
{
    private const string OpenApi = """
        {"openapi":"3.1.0","info":{"title":"T","version":"1"},"servers":[{"url":"https://{h}/v1","variables":{"h":{"default":"x"}}}],"security":[{"key":["a"]}],
        "paths":{"/pets/{id}":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],
         "get":{"operationId":"getPet","tags":["a"],"parameters":[{"$ref":"#/components/parameters/limit"}],"responses":{"200":{"$ref":"#/components/responses/Pet"},"2XX":{"description":"x"},"default":{"content":{"a/b":{"schema":true,"examples":{"a":{"value":1}}}}}}},
         "post":{"security":[],"requestBody":{"required":true,"content":{"multipart/form-data":{"schema":{"$ref":"#/components/schemas/Pet"},"encoding":{"name":{"contentType":"a/b","headers":{"X-A":{"schema":{"type":"string"}}}}},"example":{"name":"x"}}}},"responses":{}}},
         "/items":{"$ref":"#/components/pathItems/Items","summary":"s"}},
        "components":{"parameters":{"limit":{"name":"limit","in":"query","style":"form","explode":false,"content":{"a/b":{"schema":{"enum":[1]}}}}},
         "responses":{"Pet":{"description":"d","headers":{"X-B":{"$ref":"#/components/headers/B"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}},
         "headers":{"B":{"schema":{"type":"array","items":{"type":"string"}}}},"pathItems":{"Items":{"put":{"servers":[{"url":"/o"}],"deprecated":true}}},
         "schemas":{"Pet":{"$id":"https://example.com/pet","type":"object","properties":{"name":{"type":"string","pattern":"^a"},"mate":{"$ref":"#"},"x":{"$ref":"#x"}},"$defs":{"x":{"$anchor":"x","oneOf":[{"$ref":"pet"},{"type":"null"}],"discriminator":{"propertyName":"k","mapping":{"a":"#/$defs/x"}}}}}},
         "securitySchemes":{"key":{"type":"apiKey","in":"header","name":"X"},"http":{"type":"http","scheme":"bearer"}}}}
        """;

    private const string Swagger = """
        {"swagger":"2.0","host":"h","basePath":"/v1","schemes":["https"],"consumes":["application/json"],"produces":["application/json"],"security":[{"b":[]}],
        "paths":{"/a/{x}":{"parameters":[{"name":"x","in":"path","required":true,"type":"string"}],
         "get":{"operationId":"g","parameters":[{"name":"q","in":"query","type":"array","items":{"type":"integer","maximum":3},"collectionFormat":"pipes","x-nullable":true},{"$ref":"#/parameters/h"}],
          "responses":{"200":{"schema":{"$ref":"#/definitions/A"},"headers":{"X":{"type":"integer"}},"examples":{"application/json":{"a":1}}},"404":{"$ref":"#/responses/none"}}},
         "post":{"consumes":["multipart/form-data"],"parameters":[{"name":"f","in":"formData","type":"file","required":true},{"name":"n","in":"formData","type":"array","items":{"type":"string"},"collectionFormat":"multi"}],"responses":{"201":{"schema":{"type":"file"}}}},
         "put":{"parameters":[{"name":"b","in":"body","required":true,"schema":{"$ref":"#/definitions/A"},"x-examples":{"a":1}}],"responses":{}}}},
        "parameters":{"h":{"name":"H","in":"header","type":"string","enum":["a"]}},"responses":{"none":{"description":"n"}},
        "definitions":{"A":{"type":"object","discriminator":"k","required":["k"],"properties":{"k":{"type":"string","x-nullable":true},"b":{"$ref":"#/definitions/A"}},"example":{"k":"x"}}},
        "securityDefinitions":{"b":{"type":"basic"},"k":{"type":"apiKey","in":"query","name":"k"}}}
        """;

    [Theory]
    [InlineData(OpenApi, false)]
    [InlineData(OpenApi, true)]
    [InlineData(Swagger, false)]
    [InlineData(Swagger, true)]
    [Trait("Cases", "Generated")]
    public void A_changed_document_is_read_or_refused_with_places_and_never_fails(string json, bool compiles)
    {
        var random = new Random(compiles ? 1 : 2);
        var (read, count) = (0, Cases.Of(50));
        for (var i = 0; i < count; i++)
        {
            var text = Mutant.Of(json, random);
            var result = Doc.Read(text, "api.json", new OpenApiReaderOptions { CompileSchemas = compiles });
            read += result.Succeeded ? 1 : 0;
            Assert.True(result.Succeeded || result.Errors.Count > 0);
            Assert.All(result.Findings,
                error => Assert.True(
                    error is { Line: >= 1, Column: >= 1, Message.Length: > 0 } && IsPointer(error.JsonPointer), $"{error}\n{text}"));
            if (result.Document is { } document)
                Use(document);
        }
        Assert.InRange(read, count / 10, count);
    }

    [Theory]
    [InlineData(OpenApi)]
    [InlineData(Swagger)]
    [Trait("Cases", "Generated")]
    public void A_document_with_broken_text_is_read_or_refused_and_never_fails(string json)
    {
        var random = new Random(3);
        for (var i = Cases.Of(50); i > 0; i--)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var name = i % 2 == 0 ? "api.json" : "api.yaml";

            Assert.All(OpenApiDocument.Parse(bytes.AsMemory(0, random.Next(bytes.Length)), name).Errors,
                error => Assert.True(error is { Line: >= 1, Column: >= 1 }, error.ToString()));
            Assert.All(OpenApiDocument.Parse(bytes, name).Errors,
                error => Assert.True(error is { Line: >= 1, Column: >= 1 }, error.ToString()));
        }
    }

    [Fact]
    public void What_is_written_in_YAML_is_the_same_as_in_JSON()
    {
        foreach (var json in (string[])[OpenApi, Swagger])
        {
            // The comment before the brace makes it YAML.
            var yaml = Doc.Read("# comment\n" + json, "api.yaml");

            Assert.Empty(yaml.Errors);
            Assert.Equal(Doc.Read(json, "api.json").Document!.Operations.Select(operation => operation.Key),
                yaml.Document!.Operations.Select(operation => operation.Key));
        }
    }

    private static void Use(OpenApiDocument document)
    {
        var matcher = new OperationMatcher(document);
        foreach (var operation in document.Operations)
        {
            matcher.Match(operation.Method, operation.Path);
            foreach (var media in operation.Responses.SelectMany(response => response.Content))
                _ = media.Schema?.Compile().Errors.Count;
        }
    }

    private static bool IsPointer(string text)
        => text.Length == 0 || (text[0] == '/' && text.Split('/').All(token => JsonPointer.Escape(JsonPointer.Unescape(token)) == token));
}
