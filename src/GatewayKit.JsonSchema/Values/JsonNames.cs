using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

internal static class JsonNames
{
    /// <summary>Returns the name of a property as a JSON value.</summary>
    public static JsonElement AsElement(in JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        var json = new byte[name.Length + 2];
        json[0] = json[^1] = (byte)'"';
        name.CopyTo(json.AsSpan(1));
        return JsonElement.Parse(json);
    }
}
