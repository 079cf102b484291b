using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Explaining;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/routes</c> and <c>GET /v1/routes/{id}</c>.</summary>
internal static class RouteEndpoints
{
    private const string Tag = "Routes";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/v1/routes", List)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("List the active routes.")
            .WithProblems(400, 503);
        api.MapGet("/v1/routes/{id}", Read)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("Get an active route with the plugins that run on it.")
            .WithProblems(404, 503);
    }

    public static AdminResult<Page<EntryView>> List(CurrentSnapshot current, [AsParameters] PageRequest page)
        => current.Read(snapshot =>
        {
            var shown = new ShownConfig(snapshot);
            return page.Of(snapshot.Config.Routes.Keys, id => id, id => ShownEntries.View(id, shown.Route(id)!));
        });

    public static AdminResult<RouteDetail> Read(string id, CurrentSnapshot current)
        => current.Read<RouteDetail>(snapshot =>
        {
            if (new ShownConfig(snapshot).Route(id) is not { } route || snapshot.Routes.Find(id) is not { } compiled)
                return ShownEntries.Missing("route", id);

            var detail = ShownEntries.Detail(compiled.Source.Route.RouteId, route);
            return new RouteDetail(
                detail.Id, detail.Location, detail.Content, detail.Places,
                PluginUses.Of(snapshot, ExplainedPipeline.Of(compiled.Pipeline)));
        });
}
