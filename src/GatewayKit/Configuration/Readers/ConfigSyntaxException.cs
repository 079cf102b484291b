using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>Thrown when the rest of a document can't be read.</summary>
internal sealed class ConfigSyntaxException(string where, string message, ConfigLocation location) : Exception(message)
{
    public string Where { get; } = where;

    public ConfigLocation Location { get; } = location;
}
