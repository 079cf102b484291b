using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Explaining;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/config</c> and <c>GET /v1/errors</c>.</summary>
internal static class ConfigEndpoints
{
    private const string Tag = "Configuration";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/v1/config", ReadConfig)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("Get the active configuration without secrets, and where each value came from.")
            .WithProblems(503);
        api.MapGet("/v1/errors", ReadErrors)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("List the rejected changes of the configuration, the latest first.")
            .WithProblems(400);
    }

    public static AdminResult<ConfigView> ReadConfig(CurrentSnapshot current, ConfigSources sources, RecentErrors errors)
        => current.Read<ConfigView>(snapshot =>
        {
            var places = new SortedDictionary<string, string>(StringComparer.Ordinal);
            return new ConfigView(
                snapshot.Revision,
                [.. sources.All.Select(source => SourceView.Of(source, errors))], Write(snapshot, places), places);
        });

    private static JsonObject Write(GatewaySnapshot snapshot, SortedDictionary<string, string> places)
    {
        var (config, shown) = (snapshot.Config, new ShownConfig(snapshot));
        var json = new JsonObject();
        Add("plugins", shown.Plugins());
        AddAll("routes", config.Routes.Keys, shown.Route);
        AddAll("clusters", config.Clusters.Keys, shown.Cluster);
        AddAll("groups", config.Groups.Keys, shown.Group);
        AddAll("consumers", config.Consumers.Keys, shown.Consumer);
        foreach (var key in ShownConfig.Settings)
            Add(key, shown.Setting(key));
        return json;

        void AddAll(string section, IEnumerable<string> ids, Func<string, ShownEntry?> find)
        {
            var entries = new JsonObject();
            foreach (var id in ids.Order(KeyComparer.Instance))
                entries[id] = Remember(find(id)!, $"/{section}/{OptionsJson.Escaped(id)}");
            if (entries.Count > 0)
                json[section] = entries;
        }

        void Add(string key, ShownEntry? entry)
        {
            if (entry is not null)
                json[key] = Remember(entry, $"/{key}");
        }

        JsonNode Remember(ShownEntry entry, string pointer)
        {
            if (entry.Location.Source is not null)
                places[pointer] = entry.Location.ToString();
            foreach (var (place, location) in entry.Places)
                places[pointer + place] = location;
            return entry.Content;
        }
    }

    public static AdminResult<Page<RejectedChange>> ReadErrors(RecentErrors errors, [AsParameters] PageRequest page)
        => page.Of(
            errors.All,
            rejected => (long.MaxValue - rejected.Number).ToString("d19", CultureInfo.InvariantCulture),
            RejectedChange.Of);
}
