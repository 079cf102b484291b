using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The rejected changes of the configuration.</summary>
internal static class ErrorPages
{
    public static void Map(PageMap map) => map.Page("/errors", AdminRole.Viewer, request => Task.FromResult(List(request)));

    private static IResult List(OperatorRequest request)
        => request.Show(ConfigEndpoints.ReadErrors(request.Service<RecentErrors>(), request.List), list => request.Show<ErrorsPage>(
            "Errors", page => new ListView<RejectedChange>(page, list, page.Link("errors"))));
}
