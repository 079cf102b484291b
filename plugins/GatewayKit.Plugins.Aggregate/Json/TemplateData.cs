using System.Text.Encodings.Web;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Json;

/// <summary>The values that the templates of a request use.</summary>
/// <param name="context">The exchange.</param>
/// <param name="now">The time.</param>
/// <param name="values">The values of parts, and of an item.</param>
internal sealed class TemplateData(GatewayContext context, DateTimeOffset now, Dictionary<string, TemplateValue> values)
{
    public const string Part = "part";
    public const string Item = "item";

    private readonly TemplateInput _input = new(context, now) { Data = values };

    /// <summary>Returns the same values and those of an item.</summary>
    public TemplateData With(TemplateValue item) => new(context, now, new(values) { [Item] = item });

    public TemplateValue Evaluate(Template template) => template.Evaluate(_input);

    public string Render(Template template) => template.RenderFilled(_input);

    /// <summary>Renders the path and query of a request: a value can't change their structure.</summary>
    public string RenderTarget(Template template) => template.RenderFilled(_input, UrlEncoder.Default);
}
