using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>What a reader found of a parameter.</summary>
/// <param name="IsThere">Whether there is something.</param>
/// <param name="Node">What it is; null if it is malformed.</param>
internal readonly record struct TakenText(bool IsThere, TextNode? Node)
{
    public static TakenText Missing => default;

    public static TakenText Of(TextNode? node) => new(true, node);

    public static TakenText Of(string? text) => new(true, text is null ? null : TextNode.Of(text));
}
