using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace GatewayKit.Portal.Text;

/// <summary>Writes links that are allowed, and only the texts of others and of images.</summary>
internal sealed class SafeLinkRenderer : LinkInlineRenderer
{
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url;
        if (link.IsImage || !SafeLinks.Allows(url))
        {
            renderer.WriteChildren(link);
            return;
        }

        if (url!.Contains("://", StringComparison.Ordinal))
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
        base.Write(renderer, link);
    }
}
