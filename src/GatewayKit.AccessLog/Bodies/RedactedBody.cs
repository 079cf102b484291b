using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.AccessLog;

/// <summary>Removes secrets from bodies.</summary>
internal static class RedactedBody
{
    private static readonly JsonReaderOptions s_reading = new() { MaxDepth = 64 };

    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text of a body without its secrets; null if that isn't possible.</summary>
    public static string? Of(CapturedBody body, SecretNames secrets)
    {
        var type = BodyTypes.Of(body.ContentType);
        try
        {
            if (BodyTypes.IsJson(type))
                return Json(body.Bytes, secrets);

            var text = s_strict.GetString(body.Bytes);
            if (!type.Equals(BodyTypes.Form, StringComparison.OrdinalIgnoreCase))
                return text;

            var redacted = new ArrayBufferWriter<char>(text.Length);
            Redaction.Pairs(text, secrets, redacted);
            return redacted.WrittenSpan.ToString();
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Json(ReadOnlySpan<byte> bytes, SecretNames secrets)
    {
        var reader = new Utf8JsonReader(bytes, s_reading);
        using var document = JsonDocument.ParseValue(ref reader);
        if (reader.Read())
            throw new JsonException();

        var buffer = new ArrayBufferWriter<byte>(bytes.Length + 16);
        using (var json = new Utf8JsonWriter(buffer, s_writing))
            Write(document.RootElement, isSecret: false, secrets, json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(JsonElement value, bool isSecret, SecretNames secrets, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(member.Value, isSecret || secrets.IsSecret(member.Name), secrets, json);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, isSecret, secrets, json);
                json.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when isSecret:
            case JsonValueKind.String when SecretNames.IsToken(value.GetString()):
                json.WriteStringValue(Redaction.Redacted);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
