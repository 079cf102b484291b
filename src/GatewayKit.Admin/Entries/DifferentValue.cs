using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Entries;

/// <summary>The difference of a value.</summary>
/// <param name="Path">The path in the entry, such as <c>plugins[0].options.limit</c>; empty for the whole entry.</param>
/// <param name="Before">The value before; absent if there was none.</param>
/// <param name="After">The value afterwards; absent if there is none.</param>
internal sealed record DifferentValue(string Path, JsonNode? Before, JsonNode? After);
