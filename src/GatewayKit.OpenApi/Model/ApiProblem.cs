using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.OpenApi;

/// <summary>A problem (RFC 9457) with a request to an API, or with its response.</summary>
public sealed record ApiProblem
{
    /// <summary>The media type of problems.</summary>
    public const string ContentType = "application/problem+json";

    private const int MaxViolations = 100;

    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A URI that identifies the kind of problem.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>A short title for the kind of problem, always the same.</summary>
    public required string Title { get; init; }

    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The error in this message.</summary>
    public required string Detail { get; init; }

    /// <summary>The violations of the message; at most 100 are reported.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Whether the response, not the request, violates the document.</summary>
    public bool IsOfResponse { get; init; }

    /// <summary>Additional headers of the response, such as <c>Allow</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// The member <c>validation</c>. Each violation has a <c>location</c> (the part of the message, the name, the steps into the value; for
    /// a missing value, the location where it is missing), <c>severity</c>, <c>code</c> and <c>message</c>. <c>null</c> without violations.
    /// </summary>
    public JsonElement? Validation()
    {
        if (Violations.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
            WriteValidation(json);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Creates the response for the problem.</summary>
    public ApiResponse ToResponse()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, Type);
            json.WriteString("title"u8, Title);
            json.WriteNumber("status"u8, Status);
            json.WriteString("detail"u8, Detail);
            if (Violations.Count > 0)
            {
                json.WritePropertyName("validation"u8);
                WriteValidation(json);
            }
            json.WriteEndObject();
        }
        return new ApiResponse { Status = Status, Headers = Headers, ContentType = ContentType, Body = buffer.WrittenMemory };
    }

    private void WriteValidation(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var violation in Violations.Take(MaxViolations))
        {
            json.WriteStartObject();
            json.WriteStartArray("location"u8);
            foreach (var step in violation.Steps(IsOfResponse))
                json.WriteStringValue(step);
            json.WriteEndArray();
            json.WriteString("severity"u8, "Error"u8);
            json.WriteString("code"u8, violation.Code);
            json.WriteString("message"u8, violation.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
