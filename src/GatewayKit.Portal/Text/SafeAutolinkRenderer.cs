using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace GatewayKit.Portal.Text;

/// <summary>Writes addresses in angle brackets as links if they are allowed, and as text otherwise.</summary>
internal sealed class SafeAutolinkRenderer : AutolinkInlineRenderer
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        if (link.IsEmail || SafeLinks.Allows(link.Url))
            base.Write(renderer, link);
        else
            renderer.WriteEscape(link.Url);
    }
}
