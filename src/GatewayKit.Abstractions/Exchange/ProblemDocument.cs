using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit;

/// <summary>Renders a problem document (RFC 9457) with room for the trace id, which each exchange fills in.</summary>
internal static class ProblemDocument
{
    /// <summary>The document is never part of a web page, so quotes need no escape.</summary>
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string TraceIdPlace = "\"traceId\":\"";

    public static GatewayResponse Create(int status, string title, string? detail, string type)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentException.ThrowIfNullOrWhiteSpace(type);

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteString("title"u8, title);
            json.WriteNumber("status"u8, status);
            if (detail is not null)
                json.WriteString("detail"u8, detail);
            json.WriteString("traceId"u8, "");
            json.WriteEndObject();
        }

        var text = buffer.ToArray();
        var split = text.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(TraceIdPlace)) + TraceIdPlace.Length;
        return GatewayResponse.FromProblem(status, text[..split], text[split..]);
    }
}
