using System.Text.RegularExpressions;

namespace GatewayKit.Transforms;

/// <summary>The values from which a template is rendered.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Now">The time at which the changes begin.</param>
internal readonly record struct TemplateInput(GatewayContext Exchange, DateTimeOffset Now)
{
    /// <summary>Gets the groups of the pattern of a path; null without a pattern.</summary>
    public Match? Captures { get; init; }

    /// <summary>Gets the body of the message; null if it isn't JSON, or no template reads it.</summary>
    public JsonTree? Body { get; init; }

    /// <summary>Gets the body of the request for changes of the response; null if it isn't JSON, or no template reads it.</summary>
    public JsonTree? RequestBody { get; init; }

    /// <summary>Gets the values that the plugin supplies; null if there are none.</summary>
    public IReadOnlyDictionary<string, TemplateValue>? Data { get; init; }
}
