using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Endpoints;

/// <summary>A cluster of the active configuration.</summary>
/// <param name="Id">The id.</param>
/// <param name="Location">The location in its source, such as <c>gateway.yaml:12:7</c>; absent if it was created in code.</param>
/// <param name="Content">The content with the keys of a configuration, without secrets.</param>
/// <param name="Destinations">The destinations that requests are sent to now.</param>
internal sealed record ClusterView(string Id, string? Location, JsonNode Content, IReadOnlyList<DestinationView> Destinations)
    : EntryView(Id, Location, Content);
