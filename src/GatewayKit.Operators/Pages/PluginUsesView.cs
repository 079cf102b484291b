using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Explaining;
using GatewayKit.Operators.Http;
using GatewayKit.Store;

namespace GatewayKit.Operators.Pages;

/// <summary>A plugin, and the routes on which it runs.</summary>
internal sealed record PluginUsesView(OperatorPage Page, PluginDetail Plugin, IReadOnlyList<(string Route, PluginUse Use)> Uses)
{
    /// <summary>The entries of the store whose options the reader can change.</summary>
    public IReadOnlyList<OptionsTarget> Stored { get; init; } = [];

    /// <summary>The maximum number of uses that a page shows.</summary>
    public const int MostUses = 200;

    /// <summary>Returns the entries of the store that have a plugin: of every route, routes, clusters, groups and consumers.</summary>
    public static IReadOnlyList<OptionsTarget> FindStored(CompiledEntries entries, string plugin)
        => [.. entries.Global.Concat(entries.Routes.Values.Concat(entries.Clusters.Values).SelectMany(list => list))
            .Concat(entries.Shared.Values).Concat(entries.OfCallers)
            .Where(entry => entry.Type.Name == plugin)
            .Select(entry => (Place: StoredPlugin.Of(entry.Entry.Location.ToString()), entry.Entry.Id))
            .Where(entry => entry.Place is not null)
            .Select(entry => new OptionsTarget(entry.Place!.Kind, entry.Place.Id, plugin, entry.Id))
            .Distinct()
            .OrderBy(target => EntryKinds.All.IndexOf(target.Kind)).ThenBy(target => target.Id, KeyComparer.Instance)
            .Take(MostUses)];

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
