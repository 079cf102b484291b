using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Endpoints;

/// <summary>The active configuration.</summary>
/// <param name="Number">Its number, which increases with each change on this node.</param>
/// <param name="Sources">The sources that it was merged from.</param>
/// <param name="Config">The configuration without secrets. It has defaults of options, too.</param>
/// <param name="Places">The location of each value that was written, by its JSON Pointer in the configuration.</param>
internal sealed record ConfigView(
    long Number, IReadOnlyList<SourceView> Sources, JsonNode Config, IReadOnlyDictionary<string, string> Places);
