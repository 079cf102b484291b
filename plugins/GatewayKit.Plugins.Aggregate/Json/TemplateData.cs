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

    /// <summary>Returns the same values and those of an item.</summary>
    public TemplateData With(TemplateValue item) => new(context, now, new(values) { [Item] = item });

    public TemplateValue Evaluate(Template template) => template.Evaluate(context, now, values);

    public string Render(Template template) => template.Render(context, now, values);

    /// <summary>Renders the path and query of a request: a value can't change their structure.</summary>
    public string RenderTarget(Template template) => template.Render(context, now, values, UrlEncoder.Default);
}
