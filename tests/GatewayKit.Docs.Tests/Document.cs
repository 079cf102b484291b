using System.Text.RegularExpressions;

namespace GatewayKit.Docs;

/// <summary>A document in Markdown.</summary>
/// <param name="Name">Its path from the root, such as <c>docs/concepts.md</c>.</param>
/// <param name="Text">Its text, with LF at the ends of lines.</param>
internal sealed partial record Document(string Name, string Text)
{
    /// <summary>The blocks of code.</summary>
    public IReadOnlyList<Block> Blocks { get; } =
        [.. BlockPattern().Matches(Text).Select(m => new Block(
            m.Groups["language"].Value, m.Groups["mark"].Value, m.Groups["code"].Value, 1 + Text.AsSpan(0, m.Groups["code"].Index).Count('\n')))];

    /// <summary>The names under which its headings are linked to.</summary>
    public IReadOnlySet<string> Anchors { get; } = HeadingPattern().Matches(BlockPattern().Replace(Text, ""))
        .Select(m => NotInAnchor().Replace(m.Groups["heading"].Value.ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);

    /// <summary>What it links to inside the source tree, from its own folder.</summary>
    public IEnumerable<string> Links => LinkPattern().Matches(CodePattern().Replace(BlockPattern().Replace(Text, ""), ""))
        .Select(m => m.Groups["target"].Value).Where(target => !target.Contains(':', StringComparison.Ordinal));

    public override string ToString() => Name;

    [GeneratedRegex("(<!-- compile: (?<mark>\\w+) -->\n)?^```(?<language>[\\w-]*)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
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
