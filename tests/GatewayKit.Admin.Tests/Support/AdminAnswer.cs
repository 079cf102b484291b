using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Tests.Support;

/// <summary>An answer of the admin API.</summary>
internal sealed record AdminAnswer(int Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The detail of a problem; null if it has none.</summary>
    public string? Detail => (string?)Json["detail"];
}
