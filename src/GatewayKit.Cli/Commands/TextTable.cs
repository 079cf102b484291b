using Spectre.Console;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes rows as a table for a terminal, or as plain columns for a file, another program or a narrow terminal.</summary>
internal static class TextTable
{
    /// <summary>The minimum width: in a narrower terminal, a table would break the names of options.</summary>
    private const int LeastWidth = 110;

    /// <summary>Gets whether the output is a terminal that is wide enough for a table.</summary>
    public static bool IsDrawn => !Console.IsOutputRedirected && AnsiConsole.Profile.Width >= LeastWidth;

    /// <param name="columns">The headings; the last two columns wrap long lines.</param>
    /// <param name="rows">The rows, with one cell per column.</param>
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
            table.AddRow(row.Select(cell => new Text(ErrorList.Printable(cell))));
        AnsiConsole.Write(table);
    }
}
