using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.Portal.Reference;

/// <summary>Formats examples.</summary>
internal static class ExampleText
{
    private const int MaxLength = 20_000;

    private static readonly JsonSerializerOptions s_format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    };

    /// <summary>Returns a value as indented JSON, and text as it is; at most 20,000 characters. Large
    /// values stay as they are written.</summary>
    public static string Of(JsonElement value)
    {
        var text = JsonText.Start(value, MaxLength)
            ?? (value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, s_format));
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";
    }
}
