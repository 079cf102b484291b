using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Rewrites a Swagger 2.0 file with OpenAPI 3 keywords in its schemas: <c>x-nullable</c> becomes <c>nullable</c>, a
/// <c>discriminator</c> that is text becomes an object. Locations don't change.</summary>
internal static class SwaggerTerms
{
    public static JsonElement Translate(JsonElement root, int maxDepth)
    {
        var text = JsonMarshal.GetRawUtf8Value(root);
        if (text.IndexOf("\"x-nullable\""u8) < 0 && text.IndexOf("\"discriminator\""u8) < 0)
            return root;
        var output = new ArrayBufferWriter<byte>(text.Length);
        using (var json = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = maxDepth + 2 }))
            Write(root, json);
        return JsonElement.Parse(output.WrittenSpan, new JsonDocumentOptions { MaxDepth = maxDepth + 2 });
    }

    private static void Write(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                    WriteMember(value, member, json);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, json);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteMember(JsonElement parent, JsonProperty member, Utf8JsonWriter json)
    {
        if (member.Name == "x-nullable" && !parent.TryGetProperty("nullable", out _))
        {
            json.WritePropertyName("nullable"u8);
            member.Value.WriteTo(json);
            return;
        }
        json.WritePropertyName(member.Name);
        if (member.Name == "discriminator" && member.Value.ValueKind == JsonValueKind.String)
        {
            json.WriteStartObject();
            json.WritePropertyName("propertyName"u8);
            member.Value.WriteTo(json);
            json.WriteEndObject();
        }
        else if (MemberKinds.HasNames(member.Name) && member.Value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var named in member.Value.EnumerateObject())
            {
                json.WritePropertyName(named.Name);
                Write(named.Value, json);
            }
            json.WriteEndObject();
        }
        else if (MemberKinds.IsData(member.Name))
            member.Value.WriteTo(json);
        else
            Write(member.Value, json);
    }
}
