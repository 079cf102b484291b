using GatewayKit.Bodies;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the JSON bodies of messages.</summary>
internal static class JsonMessage
{
    /// <summary>The steps of paths that a small body has, at least.</summary>
    private const long MinSteps = 1_000_000;

    /// <summary>Returns whether a message states several media types, of which one is that of JSON.</summary>
    public static bool IsAmbiguous(StringValues contentType)
        => StatedTypes.AreSeveral(contentType) && StatedTypes.Of(contentType).Any(type => MediaTypeName.IsJson(type));

    /// <summary>Returns the document to evaluate paths on, with four steps for each byte of the limit.</summary>
    public static JsonPathRun RunOf(JsonTree body, ByteSize limit) => new(body, Math.Max(MinSteps, 4 * limit.Bytes));

    /// <summary>Parses the text of a body.</summary>
    /// <returns>The body; null if it is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public static JsonTree? Parse(ReadOnlyMemory<byte> text) => text.IsEmpty ? null : JsonTreeText.Parse(text);
}
