using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Explaining;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>A plugin, and the routes on which it runs.</summary>
internal sealed record PluginUsesView(OperatorPage Page, PluginDetail Plugin, IReadOnlyList<(string Route, PluginUse Use)> Uses)
{
    /// <summary>The maximum number of uses that a page shows.</summary>
    public const int MostUses = 200;

    /// <summary>Returns the uses of a plugin, by route.</summary>
    public static IReadOnlyList<(string Route, PluginUse Use)> Find(GatewaySnapshot snapshot, string plugin)
        => [.. snapshot.Config.Routes.Keys.Order(KeyComparer.Instance)
            .Select(id => (Id: id, Route: snapshot.Routes.Find(id)))
            .Where(route => route.Route is not null)
            .SelectMany(route => ExplainedPipeline.Of(route.Route!.Pipeline)
                .Where(use => use.Name == plugin)
                .Select(use => (route.Id, PluginUses.Of(snapshot, use))))
            .Take(MostUses)];
}
