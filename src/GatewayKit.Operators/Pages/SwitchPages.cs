using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Http;
using GatewayKit.Proxy;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The switches of operators: they drain destinations, and put routes in maintenance.</summary>
internal static class SwitchPages
{
    private const string DestinationPattern = "/clusters/{id}/destinations/{name}";
    private const string MaintenancePattern = "/routes/{id}/maintenance";

    public static void Map(PageMap map)
    {
        map.Page(DestinationPattern, AdminRole.Operator, request => Task.FromResult(ShowDestination(request)));
        map.Form(DestinationPattern, AdminRole.Operator, SwitchDestinationAsync);
        map.Page(MaintenancePattern, AdminRole.Operator, request => Task.FromResult(ShowMaintenance(request)));
        map.Form(MaintenancePattern, AdminRole.Operator, SwitchRouteAsync);
    }

    private static IResult ShowDestination(OperatorRequest request, AdminProblem? problem = null)
        => request.Show(
            ClusterEndpoints.Read(request.Value("id"), request.Service<CurrentSnapshot>(), request.Service<KeptClusters>()),
            cluster => cluster.Destinations.FirstOrDefault(destination => destination.Name == request.Value("name")) is { } destination
                ? request.Show<DestinationPage>(
                    $"Destination {destination.Name}", page => new DestinationSwitchView(page, cluster, destination, problem)
                    {
                        State = request.Form is null
                            ? RouteContent.Text(RouteContent.Member(cluster.Content, "destinationStates"), destination.Name) ?? "active"
                            : request.Text("state"),
                        Message = request.Text("message"),
                    },
                    problem?.Status ?? StatusCodes.Status200OK)
                : OperatorPages.Problem(request.Page, AdminProblem.NotFound("The active cluster has no such destination.")));

    private static async Task<IResult> SwitchDestinationAsync(OperatorRequest request)
    {
        if (!Enum.TryParse<DestinationAvailability>(request.Text("state"), ignoreCase: true, out var state) || !Enum.IsDefined(state)
            || int.TryParse(request.Text("state"), out _))
            return ShowDestination(request, AdminProblem.BadRequest("state", "it must be active, drained or disabled."));

        var result = await SwitchEndpoints.SwitchDestinationAsync(
            request.Http, request.Value("id"), request.Value("name"),
            new DestinationSwitch { State = state, Message = request.Message }, isDryRun: false).ConfigureAwait(false);
        return result.Value is { } done
            ? GoTo(request, done, request.Page.Link("clusters", request.Value("id")))
            : ShowDestination(request, result.Problem);
    }

    private static IResult ShowMaintenance(OperatorRequest request, AdminProblem? problem = null)
        => request.Show(RouteEndpoints.Read(request.Value("id"), request.Service<CurrentSnapshot>()), route =>
            request.Show<MaintenancePage>($"Maintenance of {route.Id}", page => MaintenanceView.Of(page, route, request, problem),
                problem?.Status ?? StatusCodes.Status200OK));

    private static async Task<IResult> SwitchRouteAsync(OperatorRequest request)
    {
        var (body, problem) = MaintenanceView.Read(request);
        if (body is null)
            return ShowMaintenance(request, problem);

        var result = await SwitchEndpoints.SwitchRouteAsync(request.Http, request.Value("id"), body, isDryRun: false).ConfigureAwait(false);
        return result.Value is { } done
            ? GoTo(request, done, request.Page.Link("routes", request.Value("id")))
            : ShowMaintenance(request, result.Problem);
    }

    /// <summary>Goes to the new revision: the item may still be as before, until the revision is active.</summary>
    private static IResult GoTo(OperatorRequest request, ChangeResult result, string item)
        => OperatorRequest.GoTo(result.Written ? request.Page.Link("revisions", Shown.Plain(result.Revision)) : item);
}
