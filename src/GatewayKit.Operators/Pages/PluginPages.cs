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
            current.Read(snapshot => AdminResult<PluginUsesView>.Of(ViewOf(request.Page, plugin, snapshot))),
            view => request.Show<PluginPage>($"Plugin {plugin.Name}", page => view with { Page = page })));
    }

    private static PluginUsesView ViewOf(OperatorPage page, PluginDetail plugin, GatewaySnapshot snapshot)
        => new(page, plugin, PluginUsesView.Find(snapshot, plugin.Name))
        {
            Stored = page.Is(AdminRole.Admin) ? PluginUsesView.FindStored(snapshot.Entries, plugin.Name) : [],
        };
}
