using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Explaining;

/// <summary>A piece of the active configuration without its secrets.</summary>
/// <param name="Content">The content, with the keys of a configuration. It has values that are defaults, too.</param>
/// <param name="Location">The location; without a source if it was created in code.</param>
/// <param name="Places">The location of each value that was written, by its JSON Pointer in the content.</param>
internal sealed record ShownEntry(JsonNode Content, ConfigLocation Location, IReadOnlyDictionary<string, string> Places);
