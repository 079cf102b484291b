using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>Thrown when the rest of a document can't be read.</summary>
internal sealed class ConfigSyntaxException(string where, string message, ConfigPlace place) : Exception(message)
{
    public string Where { get; } = where;

    public ConfigPlace Place { get; } = place;
}
