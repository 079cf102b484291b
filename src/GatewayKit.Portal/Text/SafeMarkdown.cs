using System.Net;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace GatewayKit.Portal.Text;

/// <summary>
/// Converts Markdown that isn't trusted to HTML: HTML in it is text, links lead to http, https, mailto or relative addresses, and images
/// are replaced by their texts, because they could be at other addresses. Links are checked when they are written.
/// </summary>
internal static class SafeMarkdown
{
    /// <summary>The number of characters of a description that is converted.</summary>
    public const int MaxLength = 65_536;

    private const int MaxGuideLength = 1024 * 1024;
    private const int MaxLevel = 6;

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Converts a description of up to 65,536 characters; the rest is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="level">The level of its first headings, 1 to 6.</param>
    public static string ToHtml(string text, int level) => Convert(text.Length > MaxLength ? text[..MaxLength] : text, level);

    /// <summary>Converts a guide of up to a million characters.</summary>
    /// <param name="text">The text.</param>
    public static string GuideToHtml(string text) => Convert(text.Length > MaxGuideLength ? text[..MaxGuideLength] : text, 2);

    private static string Convert(string text, int level)
    {
        try
        {
            var document = Markdown.Parse(text, s_pipeline);
            Prepare(document, level);
            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            s_pipeline.Setup(renderer);
            renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new SafeLinkRenderer());
            renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new SafeAutolinkRenderer());
            renderer.Render(document);
            return writer.ToString();
        }
        catch (ArgumentException)
        {
            // Nested too deeply.
            return $"<p>{WebUtility.HtmlEncode(text)}</p>";
        }
    }

    /// <summary>Moves headings below those of the page, without leaving out a level.</summary>
    private static void Prepare(MarkdownDocument document, int level)
    {
        // Text that scrolls must be reachable by keyboard.
        foreach (var code in document.Descendants<CodeBlock>())
            code.GetAttributes().AddPropertyIfNotExist("tabindex", "0");

        var headings = document.Descendants<HeadingBlock>().ToList();
        var top = headings.Select(heading => heading.Level).DefaultIfEmpty(1).Min();
        var last = level - 1;
        foreach (var heading in headings)
            last = heading.Level = Math.Min(Math.Min(level + heading.Level - top, last + 1), MaxLevel);
    }
}
