using AngleSharp.Html.Dom;

namespace GatewayKit.Operators.Tests.Support;

/// <summary>An answer with a page.</summary>
internal sealed record OperatorAnswer(
    int Status, string Text, IHtmlDocument Page, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> Cookies)
{
    /// <summary>The text of the content, without markup and with single spaces.</summary>
    public string Content
        => string.Join(' ', (Page.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The values of the facts of the page.</summary>
    public IReadOnlyList<string> Facts => [.. Page.QuerySelectorAll(".facts dd").Select(fact => fact.TextContent.Trim())];

    public string? Location => Headers.GetValueOrDefault("Location");
}
