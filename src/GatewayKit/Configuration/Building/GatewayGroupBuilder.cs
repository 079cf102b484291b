namespace GatewayKit.Configuration.Building;

/// <summary>Builds a group of consumers in code.</summary>
public sealed class GatewayGroupBuilder : PluginScopeBuilder<GatewayGroupBuilder>
{
    internal GatewayGroupBuilder()
    {
    }

    internal GatewayGroup Build() => new() { Plugins = Plugins };
}
