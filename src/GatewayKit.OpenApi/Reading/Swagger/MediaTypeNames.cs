using System.Text.Json;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Reads <c>consumes</c> and <c>produces</c>.</summary>
internal static class MediaTypeNames
{
    /// <summary>What the operation says, else what the document says.</summary>
    public static List<string> Read(ReaderScope scope, Place root, Place operation, string member)
        => [.. scope.Members.Items(scope.Members.Array(operation, member) ?? scope.Members.Array(root, member))
            .Where(item => item.Json.ValueKind == JsonValueKind.String).Select(item => item.Json.GetString()!).Distinct(StringComparer.Ordinal)];
}
