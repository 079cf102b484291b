using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>A rule for the routes and clusters of a configuration, checked before any plugin is created.</summary>
internal interface IConfigRule
{
    void Check(GatewayConfig config, ConfigErrors errors);
}
