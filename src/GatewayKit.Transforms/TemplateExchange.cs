using System.Text.RegularExpressions;
using Fluid;

namespace GatewayKit.Transforms;

/// <summary>The exchange that a template is rendered for.</summary>
internal sealed class TemplateExchange(
    TemplateOptions options, GatewayContext exchange, DateTimeOffset now, Match? captures, JsonTree? body,
    IReadOnlyDictionary<string, TemplateValue>? data = null)
    : TemplateContext(options, StringComparer.Ordinal)
{
    /// <summary>Gets the exchange.</summary>
    public GatewayContext Exchange { get; } = exchange;

    /// <summary>Gets the time at which the changes begin.</summary>
    public DateTimeOffset Time { get; } = now;

    /// <summary>Gets the groups of the pattern of a path; null without a pattern.</summary>
    public Match? Captures { get; } = captures;

    /// <summary>Gets the values that the plugin supplies; null if there are none.</summary>
    public IReadOnlyDictionary<string, TemplateValue>? Data { get; } = data;

    /// <summary>Gets the body of the message; null if it isn't JSON.</summary>
    public JsonTree? Body { get; } = body;
}
