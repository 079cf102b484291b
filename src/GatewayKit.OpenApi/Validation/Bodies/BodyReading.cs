using System.Text.Json;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Bodies;

/// <summary>Reads and checks the body of a request or a response.</summary>
internal static class BodyReading
{
    public static JsonElement? Read(
        BodyContents contents, ReadOnlyMemory<byte> body, string? contentType, RequestScan scan, out BodyContent? content)
    {
        content = null;
        if (contents.IsEmpty)
            return null;
        content = Find(contents, contentType, out var actual);
        if (content is null)
        {
            scan.Violations.Add(ViolationLocation.Body, "", "mediaType", $"The media type of the body must be one of {contents.Names}.");
            return null;
        }
        return content.Read(body, actual, scan);
    }

    private static BodyContent? Find(BodyContents contents, string? contentType, out MediaType actual)
    {
        if (MediaType.TryParse(contentType, out var type))
        {
            actual = type;
            return contents.Find(type);
        }
        var content = string.IsNullOrWhiteSpace(contentType) ? contents.Default : null;
        actual = content?.Type!;
        return content;
    }
}
