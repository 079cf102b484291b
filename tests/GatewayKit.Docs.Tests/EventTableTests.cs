using System.Text.RegularExpressions;

namespace GatewayKit.Docs;

/// <summary>
/// The table of all log events in <c>docs/events.md</c>. With <c>UPDATE_DOCS=1</c>, the test writes it instead of checking it, so that a
/// changed id is visible in the change.
/// </summary>
public sealed partial class EventTableTests
{
    private static readonly string s_page = Path.Combine(Repository.Root, "docs", "events.md");

    [Fact]
    public void The_table_has_each_event_of_the_sources()
    {
        var text = File.ReadAllText(s_page);
        var updated = Table().Replace(text, _ => "<!-- events -->\n\n| class | event | level | message |\n|---|---|---|---|\n"
            + string.Concat(Events().Select(e => $"| `{e.Class}` | {e.Id} | {e.Level} | {e.Message} |\n")));

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(s_page, updated);
        else
            Assert.Equal(updated, text);
    }

    [Fact]
    public void No_class_has_two_events_with_one_id()
        => Assert.Distinct(Events().Select(e => (e.Class, e.Id)));

    private static (string Class, int Id, string Level, string Message)[] Events()
        => [.. Sources().SelectMany(Read).OrderBy(e => e.Class, StringComparer.Ordinal).ThenBy(e => e.Id)];

    private static IEnumerable<string> Sources()
        => ((string[])["src", "plugins"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Replace('\\', '/').Split('/').Any(part => part is "obj" or "bin"))
            .Select(File.ReadAllText)
            .Where(text => text.Contains("[LoggerMessage(", StringComparison.Ordinal));

    private static IEnumerable<(string Class, int Id, string Level, string Message)> Read(string source)
    {
        var name = $"{Namespace().Match(source).Groups[1].Value}.{Class().Match(source).Groups[1].Value}";
        var events = Event().Matches(source);
        Assert.Equal(Regex.Count(source, @"\[LoggerMessage\("), events.Count);
        return events.Select(e => (
            name,
            int.Parse(e.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture),
            e.Groups["level"] is { Success: true } level ? level.Value : "varies",
            string.Concat(Literal().Matches(e.Groups["text"].Value).Select(part => part.Groups[1].Value))
                .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^<!-- events -->\n\n(\|.*\n)*", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"partial class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(
        @"\[LoggerMessage\(\s*(?:EventId = )?(?<id>\d+), (?:LogLevel\.(?<level>\w+),)?\s*(?:Message = )?"
        + @"(?<text>(?:""(?:[^""\\]|\\.)*""[\s+]*)+)")]
    private static partial Regex Event();

    [GeneratedRegex(@"""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Literal();
}
