using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>A rule for routes together with the plugins that run on them, checked before any plugin is created.</summary>
internal interface IPipelineRule
{
    /// <param name="config">The configuration.</param>
    /// <param name="routes">The routes.</param>
    /// <param name="namedClusters">The clusters that options of plugins name.</param>
    /// <param name="errors">Collects the errors and the warnings.</param>
    void Check(GatewayConfig config, ComposedRoutes routes, IReadOnlySet<string> namedClusters, ConfigErrors errors);
}
