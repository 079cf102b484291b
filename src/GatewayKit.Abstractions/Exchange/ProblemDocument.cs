using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit;

/// <summary>Renders a problem document (RFC 9457) with an empty trace id, into which each exchange writes its own.</summary>
internal static class ProblemDocument
{
    /// <summary>The document is never embedded in HTML, so quotes don't need to be escaped.</summary>
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] s_own = ["type", "title", "status", "detail", "instance", "traceId"];

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
        return GatewayResponse.FromProblem(status, text, split);
    }

    /// <summary>Inserts a member before the closing brace of the document.</summary>
    public static byte[] AddMember(ReadOnlySpan<byte> document, string name, JsonElement value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || s_own.Contains(name))
            throw new ArgumentException($"'{name}' isn't a valid name for a new member of a problem document.", nameof(name));

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
            value.WriteTo(json);

        return [.. document[..^1], .. Encoding.ASCII.GetBytes($",\"{name}\":"), .. buffer.ToArray(), .. document[^1..]];
    }
}
