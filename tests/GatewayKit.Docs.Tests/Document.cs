using System.Text.RegularExpressions;

namespace GatewayKit.Docs;

/// <summary>A document in Markdown.</summary>
/// <param name="Name">Its path from the root, such as <c>docs/concepts.md</c>.</param>
/// <param name="Text">Its text, with LF at the ends of lines.</param>
internal sealed partial record Document(string Name, string Text)
{
    /// <summary>
    /// The blocks of code. A comment <c>file: PATH</c> or <c>compile: plugin</c> that goes on for several lines is a block that readers
    /// don't see: what they have already.
    /// </summary>
    public IReadOnlyList<Block> Blocks { get; } =
        [.. BlockPattern().Matches(Text).Select(m => new Block(
            m.Groups["language"].Value,
            Marks(m.Groups["mark"].Captures), m.Groups["code"].Value, 1 + Text.AsSpan(0, m.Groups["code"].Index).Count('\n')))];

    /// <summary>The files that readers of the page are told to write, and those that they have.</summary>
    public IEnumerable<Block> Files => Blocks.Where(block => block.Mark("file") is not null);

    /// <summary>The names under which its headings are linked to.</summary>
    public IReadOnlySet<string> Anchors { get; } = HeadingPattern().Matches(BlockPattern().Replace(Text, ""))
        .Select(m => NotInAnchor().Replace(m.Groups["heading"].Value.ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What it links to inside the source tree, from its own folder.</summary>
    public IEnumerable<string> Links => LinkPattern().Matches(CodePattern().Replace(BlockPattern().Replace(Text, ""), ""))
        .Select(m => m.Groups["target"].Value).Where(target => !target.Contains(':', StringComparison.Ordinal));

    public override string ToString() => Name;

    private static Dictionary<string, string> Marks(CaptureCollection captures)
        => captures
            .Select(mark => mark.Value.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(mark => mark[0], mark => mark.ElementAtOrDefault(1) ?? "");

    [GeneratedRegex("""
        (^<!--\ (?<mark>[^\n]*?)\ -->\n)*^```(?<language>[\w-]*)\n(?<code>.*?)^```$
        | ^<!--\ (?<mark>(file:\ |compile:\ plugin)[^\n]*)\n(?<language>)(?<code>.*?)^-->$
        """, RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BlockPattern();

    [GeneratedRegex("^#+ (?<heading>.*)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\]\(<?(?<target>[^)>\s]+)")]
    private static partial Regex LinkPattern();
}
