using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Json;

/// <summary>Parses and writes JSON with the limits of the server.</summary>
internal static class JsonText
{
    private const int MaximumDepth = 512;

    private static readonly JsonDocumentOptions s_read = new() { MaxDepth = MaximumDepth, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions s_write =
        new() { MaxDepth = MaximumDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonNode? Parse(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8, documentOptions: s_read);

    public static byte[] Write(JsonNode node)
    {
        var buffer = new MemoryStream();
        using (var writer = Writer(buffer))
            node.WriteTo(writer);
        return buffer.ToArray();
    }

    public static Utf8JsonWriter Writer(Stream stream) => new(stream, s_write);

    /// <summary>Returns JSON as it appears in the server's messages: compact, on one line.</summary>
    public static string Show(JsonNode? node) => node is null ? "null" : System.Text.Encoding.UTF8.GetString(Write(node));
}
