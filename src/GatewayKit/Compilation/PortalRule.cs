using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Portal;

namespace GatewayKit.Compilation;

/// <summary>Checks that the routes exist that the versions of the portal's APIs name, and the groups of its plans.</summary>
internal sealed class PortalRule : IConfigRule
{
    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        if (config.Portal is not { } portal)
            return;

        foreach (var (id, api) in portal.Apis)
        {
            foreach (var (index, version) in api.Versions.Index())
                Check(config, id, index, version, errors);
        }

        foreach (var (id, plan) in portal.Plans.Where(plan => !config.Groups.ContainsKey(plan.Value.Group)))
        {
            var (where, location) = PortalPlace.OfPlan(config, id);
            errors.Add(
                "portal", $"{where} is {DisplayText.Text(plan.Group)}; {UnknownName.For("group", plan.Group, config.Groups.Keys)}",
                location);
        }
    }

    private static void Check(GatewayConfig config, string api, int index, PortalVersion version, ConfigErrors errors)
    {
        Check(config, api, index, "routes", version.Routes, errors);
        Check(config, api, index, "mockRoutes", version.MockRoutes, errors);
    }

    private static void Check(
        GatewayConfig config, string api, int index, string key, IReadOnlyList<string> routes, ConfigErrors errors)
    {
        foreach (var (item, route) in routes.Index())
        {
            if (config.Routes.ContainsKey(route))
                continue;

            var (where, location) = PortalPlace.Of(config, api, index, key, item);
            errors.Add("portal", $"{where} is {DisplayText.Text(route)}; {UnknownName.For("route", route, config.Routes.Keys)}", location);
        }
    }
}
