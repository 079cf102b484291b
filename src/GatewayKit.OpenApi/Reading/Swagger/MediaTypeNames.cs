using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Reads <c>consumes</c> and <c>produces</c>.</summary>
internal static class MediaTypeNames
{
    /// <summary>Returns the media types of the operation, otherwise those of the document.</summary>
    public static List<string> Read(ReaderScope scope, SourceLocation root, SourceLocation operation, string member)
        => [.. scope.Members.Items(scope.Members.Array(operation, member) ?? scope.Members.Array(root, member))
            .Where(item => item.Json.ValueKind == JsonValueKind.String)
            .Select(item => item.Json.GetString()!)
            .Distinct(StringComparer.Ordinal)];
}
