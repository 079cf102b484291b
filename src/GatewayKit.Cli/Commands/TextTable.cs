using Spectre.Console;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes rows as a table for a person, or as plain columns for a file, another program or a narrow terminal.</summary>
internal static class TextTable
{
    /// <summary>In a terminal that is narrower, a table would break the names of options in pieces.</summary>
    private const int LeastWidth = 110;

    /// <summary>Whether a person reads along, in a terminal that is wide enough for a table.</summary>
    public static bool IsDrawn => !Console.IsOutputRedirected && AnsiConsole.Profile.Width >= LeastWidth;

    /// <param name="columns">The headings; the last two columns take the lines that are too long.</param>
    /// <param name="rows">As many cells each as there are columns.</param>
    public static void Write(string[] columns, IEnumerable<string[]> rows)
    {
        if (IsDrawn)
            WriteTable(columns, rows);
        else
            WritePlain([columns, .. rows.Select(r => r.Select(ErrorList.OneLine).ToArray())]);
    }

    private static void WritePlain(string[][] rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(r => r[column].Length))];
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static void WriteTable(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < columns.Length; i++)
            table.AddColumn(new TableColumn(new Text(columns[i])) { NoWrap = i < columns.Length - 2 });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }
}
