using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>A body as data, or what is wrong with it.</summary>
/// <param name="Value">The data; null for what is none, such as an image.</param>
/// <param name="Code">The code of the violation; null if there is none.</param>
/// <param name="Message">What is asked for.</param>
/// <param name="JsonPointer">The place in the body.</param>
internal readonly record struct DecodedBody(JsonElement? Value, string? Code = null, string Message = "", string JsonPointer = "")
{
    public static DecodedBody Opaque => default;

    public static DecodedBody Malformed(string message, string pointer = "") => new(null, "syntax", message, pointer);

    public static DecodedBody Unsupported(string message) => new(null, "mediaType", message);
}
