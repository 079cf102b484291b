using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Compilation;

/// <summary>Checks that the routes with mocks of the portal's APIs have a plugin that answers instead of an upstream.</summary>
internal sealed class PortalMockRule : IPipelineRule
{
    public void Check(GatewayConfig config, ComposedRoutes routes, IReadOnlySet<string> namedClusters, ConfigErrors errors)
    {
        foreach (var (id, api) in config.Portal?.Apis ?? [])
        {
            foreach (var (index, version) in api.Versions.Index())
            {
                foreach (var (item, route) in version.MockRoutes.Index())
                {
                    if (routes.Find(route)?.Placed.Any(entry => entry is { Stage: PluginStage.Origin, IsEnabled: true }) != false)
                        continue;

                    var (where, location) = PortalPlace.Of(config, id, index, "mockRoutes", item);
                    errors.Add(
                        "portal",
                        $"{where} is {DisplayText.Text(route)}, a route without a plugin that answers instead of an upstream, such as "
                            + "mock.",
                        location);
                }
            }
        }
    }
}
