using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The plugins that a configuration can use, with their versions in memory and their options.</summary>
internal static class PluginPages
{
    public static void Map(PageMap map)
    {
        map.Page("/plugins", AdminRole.Viewer, request => Task.FromResult(List(request)));
        map.Page("/plugins/{name}", AdminRole.Viewer, request => Task.FromResult(Read(request)));
    }

    private static IResult List(OperatorRequest request)
        => request.Show(PluginEndpoints.List(request.Service<CurrentSnapshot>(), request.List), list => request.Show<PluginsPage>(
            "Plugins", page => new ListView<PluginView>(page, list, page.Link("plugins"))));

    private static IResult Read(OperatorRequest request)
    {
        var current = request.Service<CurrentSnapshot>();
        return request.Show(PluginEndpoints.Read(request.Value("name"), current), plugin => request.Show(
            UsesOf(current, plugin.Name),
            uses => request.Show<PluginPage>($"Plugin {plugin.Name}", page => new PluginUsesView(page, plugin, uses))));
    }

    /// <summary>Returns the entries of the active configuration that use a plugin, on each route.</summary>
    private static AdminResult<IReadOnlyList<(string Route, PluginUse Use)>> UsesOf(CurrentSnapshot current, string plugin)
        => current.Read(snapshot => AdminResult<IReadOnlyList<(string, PluginUse)>>.Of(
            PluginUsesView.Find(snapshot, plugin)));
}
