using System.Text.Json.Nodes;
using GatewayKit.OpenApi;

namespace GatewayKit.Grpc.Tests.Json;

public sealed class ApiDocumentTests(JsonGateway gateway) : IClassFixture<JsonGateway>
{
    [Fact]
    public async Task The_document_is_valid_and_has_the_operations()
    {
        var (status, text) = await gateway.CallAsync("GET", "/v1/openapi.json");
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, text);
        try
        {
            var result = OpenApiDocument.Load(file);

            Assert.Equal(200, status);
            Assert.Empty(result.Errors);
            var matcher = new OperationMatcher(result.Document!);
            Assert.Equal("library.v1.Library.GetBook", matcher.Match("GET", "/v1/shelves/1/books/2").Operation?.Key);
            Assert.Equal("library.v1.Library.ArchiveBook", matcher.Match("POST", "/v1/shelves/1/books/2:archive").Operation?.Key);
            Assert.Equal("library.v1.Library.Echo.2", matcher.Match("GET", "/v1/echo").Operation?.Key);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Parameters_bodies_and_schemas_are_those_of_the_messages()
    {
        var document = JsonNode.Parse((await gateway.CallAsync("GET", "/v1/openapi.json")).Body)!;

        var create = document["paths"]!["/v1/shelves/{parent}/books"]!["post"]!;
        Assert.Equal(["parent", "requestId"], ((JsonArray)create["parameters"]!).Select(parameter => (string)parameter!["name"]!));
        Assert.Equal(
            "#/components/schemas/library.v1.Book",
            (string?)create["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        var list = document["paths"]!["/v1/list"]!["get"]!["responses"]!["200"]!["content"]!.AsObject();
        Assert.Equal(["application/x-ndjson", "application/json"], list.Select(content => content.Key));
        var fields = document["components"]!["schemas"]!["library.v1.Everything"]!["properties"]!;
        foreach (var (name, expected) in new[]
        {
            ("i64", """{"type":"string","format":"int64"}"""),
            ("color", """{"type":"string","enum":["COLOR_UNSPECIFIED","RED","GREEN"]}"""),
            ("numbers", """{"type":"array","items":{"type":"integer","format":"int32"}}"""),
            ("byNumber", """{"type":"object","additionalProperties":{"type":"string"}}"""),
            ("at", """{"type":"string","format":"date-time"}"""),
            ("wrapped", """{"type":"string","format":"int64"}"""),
            ("inner", """{"$ref":"#/components/schemas/library.v1.Inner"}"""),
        })
            Assert.Equal(expected, fields[name]!.ToJsonString());
    }

    [Fact]
    public async Task Other_routes_do_not_have_the_document()
        => Assert.Equal(404, (await gateway.CallAsync("GET", "/v1/openapi.json", host: "reflected")).Status);
}
