using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Explaining;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/consumers</c>, <c>GET /v1/groups</c>, and one of each by name.</summary>
internal static class CallerEndpoints
{
    private const string Tag = "Consumers";

    public static void Map(RouteGroupBuilder api)
    {
        Map(api, "consumer", config => config.Consumers.Keys, (shown, name) => shown.Consumer(name));
        Map(api, "group", config => config.Groups.Keys, (shown, name) => shown.Group(name));
    }

    private static void Map(
        RouteGroupBuilder api, string kind, Func<GatewayConfig, IEnumerable<string>> names, Func<ShownConfig, string, ShownEntry?> find)
    {
        api.MapGet($"/v1/{kind}s", (CurrentSnapshot current, [AsParameters] PageRequest page) => current.Read(snapshot =>
            {
                var shown = new ShownConfig(snapshot);
                return page.Of(names(snapshot.Config), name => name, name => ShownEntries.View(name, find(shown, name)!));
            }))
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary($"List the active {kind}s without secrets.")
            .WithProblems(400, 503);
        api.MapGet($"/v1/{kind}s/{{name}}", (string name, CurrentSnapshot current) => current.Read<EntryDetail>(snapshot =>
            {
                if (find(new ShownConfig(snapshot), name) is not { } entry)
                    return ShownEntries.Missing(kind, name);

                var written = names(snapshot.Config).First(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
                return ShownEntries.Detail(written, entry);
            }))
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary($"Get an active {kind} without secrets.")
            .WithProblems(404, 503);
    }
}
