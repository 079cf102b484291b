using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Yaml;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Reads the bodies of requests.</summary>
internal static class RequestBody
{
    /// <summary>Returns the media type without parameters.</summary>
    public static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    public static async Task<byte[]> ReadBytes(HttpRequest request)
    {
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    /// <summary>Reads an object as JSON or YAML.</summary>
    /// <returns>The object; <c>null</c> without a body.</returns>
    public static async Task<JsonNode?> Read(HttpRequest request)
    {
        var bytes = await ReadBytes(request);
        if (bytes.Length == 0)
            return null;

        try
        {
            return MediaType(request) switch
            {
                "" or "application/json" => JsonText.Parse(bytes),
                "application/yaml" => YamlText.Read(Encoding.UTF8.GetString(bytes)).SingleOrDefault(),
                _ => throw ApiErrors.UnsupportedMediaType(["application/json", "application/yaml"]),
            };
        }
        catch (Exception e) when (e is JsonException or YamlSyntaxException)
        {
            throw ApiErrors.BadRequest("error decoding: " + e.Message);
        }
    }
}
