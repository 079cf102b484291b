using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace GatewayKit.Portal.Text;

/// <summary>Writes addresses in angle brackets as links if they are allowed, and as text otherwise.</summary>
internal sealed class SafeAutolinkRenderer : AutolinkInlineRenderer
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        if (obj.IsEmail || SafeLinks.Allows(obj.Url))
            base.Write(renderer, obj);
        else
            renderer.WriteEscape(obj.Url);
    }
}
