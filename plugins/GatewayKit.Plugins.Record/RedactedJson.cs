using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>Removes secrets from JSON. Objects and arrays stay, so that the body keeps its structure.</summary>
internal static class RedactedJson
{
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 64 };

    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">The body isn't valid JSON, or is deeper than 64 levels.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, bool isResponse, SecretNames secrets)
    {
        using var document = JsonDocument.Parse(body, s_reading);
        var buffer = new ArrayBufferWriter<byte>(body.Length);
        using (var json = new Utf8JsonWriter(buffer, s_writing))
            Write(document.RootElement, isSecret: false, isResponse, secrets, json);

        return buffer.WrittenMemory;
    }

    private static void Write(JsonElement value, bool isSecret, bool isResponse, SecretNames secrets, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(member.Value, isSecret || secrets.IsSecret(member.Name), isResponse, secrets, json);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, isSecret, isResponse, secrets, json);
                json.WriteEndArray();
                break;
            case JsonValueKind.Number when isSecret && isResponse:
                json.WriteNumberValue(0);
                break;
            case JsonValueKind.String or JsonValueKind.Number when isSecret:
            case JsonValueKind.String when SecretNames.IsToken(value.GetString()!):
                json.WriteStringValue(Fixture.Redacted);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
