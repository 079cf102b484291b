using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking;

/// <summary>Mocks of documents that stand in the tests.</summary>
internal static class Mocks
{
    /// <summary>A document with one operation, <c>GET /pets</c>, which is called <c>getPets</c>.</summary>
    public static OpenApiDocument Of(string operation, string components = "{}", string version = "3.0.3") => Document($$"""
        openapi: {{version}}
        info: { title: Pets, version: "1" }
        paths:
          /pets:
            get:
              operationId: getPets
              {{operation.ReplaceLineEndings("\n      ")}}
        components: {{components}}
        """);

    public static OpenApiDocument Document(string yaml)
    {
        var result = OpenApiDocument.Parse(Encoding.UTF8.GetBytes(yaml), "pets.yaml");
        Assert.Empty(result.Errors);
        return result.Document!;
    }

    public static MockAnswer Get(this MockEngine engine, string target, params (string Name, string Value)[] headers)
        => engine.Send("GET", target, "", headers);

    public static MockAnswer Send(
        this MockEngine engine, string method, string target, string body = "", params (string Name, string Value)[] headers)
    {
        var parts = target.Split('?', 2);
        return engine.Answer(new ApiRequest
        {
            Method = method,
            Path = parts[0],
            Query = parts.Length > 1 ? parts[1] : "",
            Headers = [.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))],
            Body = Encoding.UTF8.GetBytes(body),
        });
    }

    public static string Text(this MockAnswer answer) => Encoding.UTF8.GetString(answer.Response.Body.Span);

    public static JsonElement Json(this MockAnswer answer) => JsonElement.Parse(answer.Response.Body.Span);

    public static string? Header(this MockAnswer answer, string name) => answer.Response.Headers.FirstOrDefault(h => h.Key == name).Value;
}
