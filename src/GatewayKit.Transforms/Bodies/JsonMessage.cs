using GatewayKit.Bodies;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Transforms;

/// <summary>The type and the text of messages with JSON.</summary>
internal static class JsonMessage
{
    /// <summary>Returns whether a message states several media types, of which one is that of JSON.</summary>
    public static bool IsAmbiguous(StringValues contentType)
        => StatedTypes.AreSeveral(contentType) && StatedTypes.Of(contentType).Any(type => MediaTypeName.IsJson(type));

    /// <summary>Returns whether a message states the media type of JSON, alone or among several. Doesn't allocate for a single
    /// type.</summary>
    public static bool IsStated(StringValues contentType) => MediaTypeName.IsJson(contentType) || IsAmbiguous(contentType);

    /// <summary>Parses the text of a body.</summary>
    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public static JsonTree? Parse(ReadOnlyMemory<byte> text) => text.IsEmpty ? null : JsonTreeText.Parse(text);
}
