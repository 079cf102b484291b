using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Compilation;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The active routes, and the plugins that run on each.</summary>
internal static class RoutePages
{
    public static void Map(PageMap map)
    {
        map.Page("/routes", AdminRole.Viewer, request => Task.FromResult(List(request)));
        map.Page("/routes/{id}", AdminRole.Viewer, request => Task.FromResult(Read(request)));
    }

    private static IResult List(OperatorRequest request)
        => request.Show(RouteEndpoints.List(request.Service<CurrentSnapshot>(), request.List), list => request.Show<RoutesPage>(
            "Routes", page => new ListView<EntryView>(page, list, page.Link("routes"))));

    private static IResult Read(OperatorRequest request)
        => request.Show(RouteEndpoints.Read(request.Value("id"), request.Service<CurrentSnapshot>()), route => request.Show<RoutePage>(
            $"Route {route.Id}", page => new ItemView<RouteDetail>(page, route)));
}
