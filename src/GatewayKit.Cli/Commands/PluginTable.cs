using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Plugins;
using Spectre.Console;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes plugins as a table for a person, or as plain columns for a file, another program or a narrow terminal.</summary>
internal static class PluginTable
{
    /// <summary>In a terminal that is narrower, a table would break the names of options in pieces.</summary>
    private const int LeastWidth = 110;

    private static readonly string[] s_columns = ["NAME", "VERSION", "STAGE", "HOOKS", "OPTIONS"];

    public static void Write(IReadOnlyList<PluginType> plugins)
    {
        string[][] rows = [.. plugins.Select(Row)];
        if (Console.IsOutputRedirected || AnsiConsole.Profile.Width < LeastWidth)
            WritePlain([s_columns, .. rows]);
        else
            WriteTable(rows);
    }

    private static string[] Row(PluginType plugin) =>
    [
        plugin.Name,
        plugin.Module.Version,
        Kebab(plugin.Stage),
        string.Join(", ", Enum.GetValues<PluginHooks>().Where(h => h != PluginHooks.None && plugin.Hooks.HasFlag(h)).Select(Kebab)),
        string.Join(", ", RecordProperties.Of(plugin.OptionsType).Select(RecordProperties.Key)),
    ];

    private static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static void WritePlain(string[][] rows)
    {
        int[] widths = [.. s_columns.Select((_, column) => rows.Max(r => r[column].Length))];
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static void WriteTable(string[][] rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in s_columns)
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = column is not ("HOOKS" or "OPTIONS") });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }
}
