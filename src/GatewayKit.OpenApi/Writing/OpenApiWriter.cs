using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.OpenApi.Writing;

namespace GatewayKit.OpenApi;

/// <summary>
/// Writes a document as one JSON file: OpenAPI 3.0 for Swagger 2.0 and OpenAPI 3.0, otherwise its own version. Schemas that others refer
/// to, also those in other files, become components. Extensions (<c>x-...</c>), callbacks, links and webhooks aren't written.
/// </summary>
public static class OpenApiWriter
{
    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="maxSize">The maximum size in bytes. Default: 64 MB.</param>
    /// <returns>The file in UTF-8; <c>null</c> if it would be larger.</returns>
    public static byte[]? Write(OpenApiDocument document, int maxSize = 64 * 1024 * 1024)
    {
        ArgumentNullException.ThrowIfNull(document);
        var buffer = new BoundedBuffer(maxSize);
        try
        {
            using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            new DocumentWriter(document, json).Write();
        }
        catch (DocumentSizeException)
        {
            return null;
        }

        return buffer.IsTooLarge ? null : buffer.ToArray();
    }

    /// <summary>Returns the version of the specification that a document is written in, such as <c>3.1.0</c>.</summary>
    internal static string VersionOf(OpenApiDocument document) => document.Version switch
    {
        OpenApiVersion.OpenApi32 => "3.2.0",
        OpenApiVersion.OpenApi31 => "3.1.0",
        _ => "3.0.3",
    };
}
