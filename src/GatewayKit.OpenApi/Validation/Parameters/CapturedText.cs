using GatewayKit.OpenApi.Content.Styles;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>The text of a parameter in a request.</summary>
/// <param name="IsPresent">Whether the request has the parameter.</param>
/// <param name="Node">The text; <c>null</c> if it is malformed.</param>
internal readonly record struct CapturedText(bool IsPresent, TextNode? Node)
{
    public static CapturedText Missing => default;

    public static CapturedText Of(TextNode? node) => new(true, node);

    public static CapturedText Of(string? text) => new(true, text is null ? null : TextNode.Of(text));
}
