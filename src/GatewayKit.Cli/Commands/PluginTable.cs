using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Scalars;
using GatewayKit.Explaining;
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
        EnumNames.Key(plugin.Stage.ToString()),
        string.Join(", ", HookNames.Of(plugin.Hooks)),
        string.Join(", ", RecordProperties.Of(plugin.OptionsType).Select(RecordProperties.Key)),
    ];
}
