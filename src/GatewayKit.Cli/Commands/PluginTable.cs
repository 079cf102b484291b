using GatewayKit.Plugins;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes the loaded plugins, one per row.</summary>
internal static class PluginTable
{
    private static readonly string[] s_columns = ["NAME", "VERSION", "STAGE", "HOOKS", "OPTIONS"];

    public static void Write(IReadOnlyList<PluginType> plugins) => TextTable.Write(s_columns, plugins.Select(Row));

    private static string[] Row(PluginType plugin) =>
    [
        plugin.Name,
        plugin.Module.Version,
        EnumText.Of(plugin.Stage),
        EnumText.OfFlags(plugin.Hooks),
        string.Join(", ", plugin.OptionKeys),
    ];
}
