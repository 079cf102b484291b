using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>An entry that files contain.</summary>
/// <param name="Key">The key, such as <c>routes/orders</c>.</param>
/// <param name="Content">The content; null for an empty one.</param>
/// <param name="Location">The location in its file.</param>
/// <param name="Variables">The values that came from variables.</param>
internal sealed record FileEntry(string Key, JsonNode? Content, ConfigLocation Location, FileVariables Variables)
{
    /// <summary>The kind of the plugins of every route, whose order matters.</summary>
    public const string Plugins = "plugins";

    public string Kind => Key[..Key.IndexOf('/', StringComparison.Ordinal)];
}
