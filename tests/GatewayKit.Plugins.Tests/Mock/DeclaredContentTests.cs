using System.Text.Json;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

/// <summary>Contents that a document declares in an unusual way, as the mock accepts and writes them.</summary>
public sealed class DeclaredContentTests
{
    [Theory]
    [InlineData("", "false", 200, 200)]
    [InlineData("consumes: [ application/x-www-form-urlencoded ], ", "false", 200, 200)]
    [InlineData("consumes: [ multipart/form-data, application/x-www-form-urlencoded ], ", "false", 200, 200)]
    [InlineData("", "true", 415, 422)]
    public async Task A_form_of_Swagger_2_whose_file_is_optional_may_be_urlencoded(
        string consumes, string isRequired, int urlEncoded, int multipart)
    {
        using var api = new ApiFile($$"""
            swagger: "2.0"
            info: { title: A, version: "1" }
            paths:
              /a:
                post:
                  { {{consumes}}parameters: [ { in: formData, name: name, type: string, required: true }, { in: formData, name: photo, type: file, required: {{isRequired}} } ],
                    responses: { 200: { description: ok } } }
            """);
        await using var host = await StartAsync(api);
        using var parts = new MultipartFormDataContent { { new StringContent("Rex"), "name" } };
        using var form = new FormUrlEncodedContent([new("name", "Rex")]);

        Assert.Equal((urlEncoded, multipart), (await PostAsync(host, form), await PostAsync(host, parts)));
    }

    [Fact]
    public async Task An_object_as_lines_of_JSON_is_one_line()
    {
        using var api = new ApiFile("""
            openapi: 3.0.3
            info: { title: A, version: "1" }
            paths:
              /a: { get: { responses: { 200: { description: ok, content: { application/x-ndjson: { schema: { type: object, required: [n], properties: { n: { type: integer } } } } } } } } }
            """);
        await using var host = await StartAsync(api);

        var answer = await host.GetAsync("/a");

        Assert.Equal((200, "application/x-ndjson", null),
            (answer.Status, answer.Header("Content-Type"), answer.Header("Gateway-Violations")));
        Assert.Equal(JsonValueKind.Number,
            JsonElement.Parse(Assert.Single(answer.Body.TrimEnd('\n').Split('\n'))).GetProperty("n").ValueKind);
    }

    [Theory]
    [InlineData("?page=2&tag=a&tag=b", 200)]
    [InlineData("?page=x", 422)]
    [InlineData("?tag=a", 422)]
    [InlineData("", 422)]
    public async Task A_whole_query_is_checked_as_a_form(string query, int status)
    {
        using var api = new ApiFile("""
            openapi: 3.2.0
            info: { title: A, version: "1" }
            paths:
              /a:
                get:
                  parameters:
                    - name: query
                      in: querystring
                      required: true
                      content: { application/x-www-form-urlencoded: { schema: { type: object, required: [page], properties: { page: { type: integer }, tag: { type: array, items: { type: string } } } } } }
                  responses: { 200: { description: ok } }
            """);
        await using var host = await StartAsync(api);

        Assert.Equal(status, (await host.GetAsync("/a" + query)).Status);
    }

    private static Task<GatewayTestHost> StartAsync(ApiFile api)
        => PluginGateway.StartAsync(PluginGateway.OneRoute(api.Entry()), setup => setup.WithUpstream(_ => Task.CompletedTask));

    private static async Task<int> PostAsync(GatewayTestHost host, HttpContent content)
    {
        using var answer = await host.Client.PostAsync(new Uri("/a", UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)answer.StatusCode;
    }
}
