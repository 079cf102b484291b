using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Endpoints;

/// <summary>An entry of the active configuration, with the places of its values.</summary>
/// <param name="Id">The id or name.</param>
/// <param name="Location">The location in its source, such as <c>gateway.yaml:12:7</c>; absent if it was created in code.</param>
/// <param name="Content">The content with the keys of a configuration, without secrets. It has defaults of options, too.</param>
/// <param name="Places">The location of each value that was written, by its JSON Pointer in the content.</param>
internal record EntryDetail(string Id, string? Location, JsonNode Content, IReadOnlyDictionary<string, string> Places)
    : EntryView(Id, Location, Content);
