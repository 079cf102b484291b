using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>A document can't be read any further.</summary>
internal sealed class ConfigSyntaxException(string where, string message, ConfigPlace place) : Exception(message)
{
    public string Where { get; } = where;

    public ConfigPlace Place { get; } = place;
}
