using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Portal.Reference;

/// <summary>Reads values of documents as texts, without creating the whole text of a large one.</summary>
internal static class JsonText
{
    private const int BytesOfCharacter = 6;

    /// <summary>Returns a text, or another value as JSON; at most a number of characters, with an ellipsis for the rest.</summary>
    public static string Of(JsonElement value, int maxLength)
    {
        var text = Start(value, maxLength) ?? value.ToString();
        return text.Length <= maxLength ? text : $"{text[..maxLength]}…";
    }

    /// <summary>Returns the start of a value's JSON, with one more character than a maximum; null if its text can't be much
    /// longer.</summary>
    public static string? Start(JsonElement value, int maxLength)
    {
        var json = JsonMarshal.GetRawUtf8Value(value);
        return json.Length <= maxLength * BytesOfCharacter ? null : Encoding.UTF8.GetString(json[..((maxLength * BytesOfCharacter) + 1)]);
    }
}
