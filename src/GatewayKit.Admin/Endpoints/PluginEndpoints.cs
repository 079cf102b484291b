using System.Text.Json.Nodes;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Explaining;
using GatewayKit.Plugins;
using GatewayKit.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/plugins</c> and <c>GET /v1/plugins/{name}</c>.</summary>
internal static class PluginEndpoints
{
    private const string Tag = "Plugins";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/v1/plugins", List)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("List the plugins that a configuration can use.")
            .WithProblems(400, 503);
        api.MapGet("/v1/plugins/{name}", Read)
            .RequireRole(AdminRole.Viewer)
            .WithTags(Tag)
            .WithSummary("Get a plugin with the JSON Schema of its options.")
            .WithProblems(404, 503);
    }

    public static AdminResult<Page<PluginView>> List(CurrentSnapshot current, [AsParameters] PageRequest page)
        => current.Read(snapshot => page.Of(snapshot.Catalog.PluginNames, name => name, name => Describe(snapshot, name)));

    public static AdminResult<PluginDetail> Read(string name, CurrentSnapshot current)
        => current.Read<PluginDetail>(snapshot =>
        {
            if (!snapshot.Catalog.Declares(name))
                return AdminProblem.NotFound($"No plugin is named '{DisplayText.Name(name)}'.");

            var view = Describe(snapshot, name);
            return new PluginDetail(
                view.Name, view.Assembly, view.Version, view.File, view.IsLoaded, view.Stage, view.Hooks, view.IsQuarantined,
                view.Generations, view.Entries, snapshot.Catalog.FindLoaded(name) is { } type ? SchemaOf(type) : null);
        });

    /// <summary>Describes a plugin. A request must not load an assembly.</summary>
    private static PluginView Describe(GatewaySnapshot snapshot, string name)
    {
        var type = snapshot.Catalog.FindLoaded(name);
        var module = type?.Module
            ?? snapshot.Catalog.Modules.First(module => module.PluginNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        return new PluginView(
            type?.Name ?? name, module.Name, module.Version, module.Location, type is not null,
            type is null ? null : PluginUses.Word(type.Stage), type is null ? [] : HookNames.Of(type.Hooks), module.IsQuarantined,
            Math.Max(type is null ? 0 : 1, PluginModule.Generations().Count(generation => generation == module.Name)),
            CountEntries(snapshot.Entries, type));
    }

    private static int CountEntries(CompiledEntries entries, PluginType? type)
        => type is null ? 0 : entries.Global
            .Concat(entries.Clusters.Values.Concat(entries.Routes.Values).SelectMany(list => list))
            .Concat(entries.OfCallers)
            .Count(entry => entry.Type == type);

    private static JsonObject SchemaOf(PluginType type)
    {
        var builder = new SchemaBuilder();
        var schema = builder.Record(type.OptionsType, RecordKeys.AsProperties);
        schema["$defs"] = builder.Definitions;
        return schema;
    }
}
