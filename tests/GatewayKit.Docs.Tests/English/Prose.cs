using System.Text.RegularExpressions;

namespace GatewayKit.Docs.English;

/// <summary>Finds the text that a person reads in a file.</summary>
internal static partial class Prose
{
    /// <summary>Reads a document without its blocks of code, or the comments and texts of a source file.</summary>
    public static IEnumerable<ProseLine> Read(string file, string content)
        => file.EndsWith(".md", StringComparison.Ordinal) ? ReadDocument(content) : ReadSource(content);

    private static IEnumerable<ProseLine> ReadDocument(string content)
    {
        var isCode = false;
        foreach (var (index, line) in content.Split('\n').Index())
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (!isCode)
                yield return new ProseLine(index + 1, InlineCode().Replace(line, "`x`"));
        }
    }

    private static IEnumerable<ProseLine> ReadSource(string content)
    {
        var isRaw = false;
        foreach (var (index, line) in content.Split('\n').Index())
        {
            var marks = RawMark().Count(line);
            foreach (var text in isRaw || marks > 0 ? [line.Trim()] : TextsOf(line))
                yield return new ProseLine(index + 1, text);
            isRaw ^= marks % 2 == 1;
        }
    }

    // Literals without a space are names, not texts.
    private static IEnumerable<string> TextsOf(string line)
    {
        var isComment = line.AsSpan().TrimStart().StartsWith("//");
        var literals = isComment
            ? []
            : Literal().Matches(line).Select(m => m.Groups[1].Value).Where(text => text.Contains(' ', StringComparison.Ordinal));
        var comment = Comment().Match(isComment ? line : Literal().Replace(line, "\"\""));
        return comment.Success ? literals.Append(comment.Groups[1].Value) : literals;
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("\"\"\"+")]
    private static partial Regex RawMark();

    [GeneratedRegex("""
        "((?:[^"\\]|\\.)*)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex("(?<![:/])///?\\s+(.*)$")]
    private static partial Regex Comment();
}
