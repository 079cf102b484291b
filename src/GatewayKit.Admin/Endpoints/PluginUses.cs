using System.Text.Json;
using GatewayKit.Compilation;
using GatewayKit.Explaining;

namespace GatewayKit.Admin.Endpoints;

/// <summary>Describes the plugins of pipelines.</summary>
internal static class PluginUses
{
    public static IReadOnlyList<PluginUse> Of(GatewaySnapshot snapshot, IEnumerable<ExplainedPlugin> plugins)
        => [.. plugins.Select(plugin => Of(snapshot, plugin))];

    public static PluginUse Of(GatewaySnapshot snapshot, ExplainedPlugin plugin)
    {
        var entry = snapshot.Entries.Of(plugin.Scope, plugin.ScopeId).Concat(snapshot.Entries.Shared.Values)
            .FirstOrDefault(entry => Is(entry, plugin));
        return new PluginUse(
            plugin.Name, plugin.Id, Word(plugin.Stage), Word(plugin.Scope), plugin.ScopeId, plugin.Hooks,
            entry is null ? null : ShownOptions.Of(plugin.Name, entry.Options, entry.Entry.Options),
            plugin.Location.Length == 0 ? null : plugin.Location);
    }

    /// <summary>Returns the member of an enum as it is written in a configuration.</summary>
    public static string Word(Enum member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    private static bool Is(CompiledEntry entry, ExplainedPlugin plugin)
        => entry.Type.Name == plugin.Name && entry.Entry.Id == plugin.Id
            && entry.Placement.Scope == plugin.Scope && entry.Placement.ScopeId == plugin.ScopeId;
}
