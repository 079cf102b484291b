using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Small documents, read.</summary>
internal static class Doc
{
    public static OpenApiResult Read(string text, string name = "api.yaml", OpenApiReaderOptions? options = null)
        => OpenApiDocument.Parse(Encoding.UTF8.GetBytes(text), name, options);

    public static OpenApiDocument Parse(string text, OpenApiReaderOptions? options = null)
    {
        var result = Read(text, options: options);
        Assert.Empty(result.Errors);
        return result.Document!;
    }

    public static OpenApiOperation Operation(string text) => Assert.Single(Parse(text).Operations);

    /// <summary>The one error of a text.</summary>
    public static OpenApiError Error(string text, string name = "api.yaml", OpenApiReaderOptions? options = null)
        => Assert.Single(Read(text, name, options).Errors);

    public static bool Allows(this OpenApiSchema? schema, string json)
    {
        var result = schema!.Compile();
        Assert.Empty(result.Errors);
        return result.Schema!.IsValid(JsonElement.Parse(json));
    }
}
