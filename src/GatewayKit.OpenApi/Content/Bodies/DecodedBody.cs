using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>A decoded body, or the reason why it can't be decoded.</summary>
/// <param name="Value">The data; <c>null</c> for a body that isn't structured data, such as an image.</param>
/// <param name="Code">The code of the violation; <c>null</c> if there isn't one.</param>
/// <param name="Message">The requirement that the body violates.</param>
/// <param name="JsonPointer">The location in the body.</param>
internal readonly record struct DecodedBody(JsonElement? Value, string? Code = null, string Message = "", string JsonPointer = "")
{
    public static DecodedBody Opaque => default;

    public static DecodedBody Malformed(string message, string pointer = "") => new(null, "syntax", message, pointer);

    public static DecodedBody Unsupported(string message) => new(null, "mediaType", message);
}
