using GatewayKit.Plugins.Aggregate.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>A compiled part.</summary>
/// <param name="Options">Its options.</param>
internal sealed record Part(PartOptions Options)
{
    public required Template Target { get; init; }

    /// <summary>Gets the values in the path.</summary>
    public required PathValue[] PathValues { get; init; }

    public required KeyValuePair<string, Template>[] Headers { get; init; }

    /// <summary>Gets the body; null without one.</summary>
    public required DataTemplate? Body { get; init; }

    /// <summary>Gets the list of items; null for one request.</summary>
    public required Template? ForEach { get; init; }

    /// <summary>Gets the body if the part has failed.</summary>
    public required TemplateValue Default { get; init; }

    /// <summary>Gets the positions of the parts whose values it uses.</summary>
    public required int[] Needs { get; init; }

    public string Name => Options.Name;
}
