using System.Text.RegularExpressions;

namespace GatewayKit.Docs.Pages;

/// <summary>Compares the output that a page shows with that of a real run.</summary>
internal static partial class Transcript
{
    /// <summary>The commands of a block: the lines after <c>$ </c>, or all lines of a block that has no <c>$ </c>.</summary>
    public static IReadOnlyList<ShownCommand> Commands(Block block)
    {
        var commands = new List<ShownCommand>();
        var shown = new List<string>();
        var line = block.Line;
        var hasPrompt = block.Code.Contains("$ ", StringComparison.Ordinal);
        foreach (var text in block.Code.TrimEnd('\n').Split('\n'))
        {
            if (!hasPrompt)
                commands.Add(new ShownCommand(text, [], line));
            else if (text.StartsWith("$ ", StringComparison.Ordinal))
                commands.Add(new ShownCommand(text[2..], shown = [], line));
            else if (commands is [.., { Text: [.., '\\'] } open])
                commands[^1] = open with { Text = $"{open.Text}\n{text}" };
            else
                shown.Add(text);
            line++;
        }

        return commands;
    }

    /// <summary>The first line that is shown and doesn't follow in the real output; null if all do, in their order.</summary>
    public static string? FirstMissing(IEnumerable<string> shown, IEnumerable<string> output)
    {
        using var real = output.Select(Normalize).GetEnumerator();
        return shown.FirstOrDefault(line =>
        {
            var wanted = Normalize(line);
            while (real.MoveNext())
            {
                if (real.Current == wanted)
                    return false;
            }

            return true;
        });
    }

    /// <summary>A line of a log without its time, level and category, which pages don't show.</summary>
    public static string WithoutLogHead(string line) => LogHead().Replace(line, "");

    /// <summary>A line without what differs from run to run: dates, ids, durations, and how many responses had a status.</summary>
    private static string Normalize(string line) => Varying().Replace(line.TrimEnd(), "*");

    [GeneratedRegex("""
        (?<=^Date:\ ).*
        | 00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]
        | [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}
        | ^\ +\d+(?=\ \d{3}$)
        | (?<=,\ Duration:\ ).+?(?=\ -\ )
        | (?<=dur=)[\d.]+
        | (?<=^Retry-After:\ )\d+
        | (?<=^RateLimit:.*;t=)\d+
        | (?<=127\.0\.0\.1:)\d{5}
        | \d{4}-\d\d-\d\dT[\d:.]+Z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Varying();

    [GeneratedRegex(@"^\S+ \w+: \S+\[\d+\] ")]
    private static partial Regex LogHead();
}
