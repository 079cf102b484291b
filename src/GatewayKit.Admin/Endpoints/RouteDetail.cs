using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Endpoints;

/// <summary>A route of the active configuration, with the plugins that run on it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Location">The location in its source, such as <c>gateway.yaml:12:7</c>; absent if it was created in code.</param>
/// <param name="Content">The content with the keys of a configuration, without secrets. It has defaults of options, too.</param>
/// <param name="Places">The location of each value that was written, by its JSON Pointer in the content.</param>
/// <param name="Pipeline">The plugins of all scopes for an unknown caller, in the order in which they run.</param>
internal sealed record RouteDetail(
    string Id, string? Location, JsonNode Content, IReadOnlyDictionary<string, string> Places, IReadOnlyList<PluginUse> Pipeline)
    : EntryDetail(Id, Location, Content, Places);
