namespace GatewayKit.Cli.Commands;

/// <summary>Divides text into lines that fit a terminal.</summary>
internal static class WrappedText
{
    /// <summary>The maximum length of a line.</summary>
    public const int Width = 100;

    private const int FurtherIndent = 2;
    private const string More = "...";

    /// <summary>Returns the lines of a text. A word that is longer than a line has a line of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The number of spaces before the first line; the others have two more.</param>
    public static IEnumerable<string> Of(string text, int indent)
    {
        var rest = text;
        for (var before = indent; rest.Length > 0; before = indent + FurtherIndent)
        {
            var end = EndOf(rest, Width - before);
            yield return new string(' ', before) + rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }
    }

    /// <summary>Returns the beginning of a text that fits a line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The number of spaces before it.</param>
    public static string Cut(string text, int indent)
        => text.Length <= Width - indent ? text : $"{text[..(Width - indent - More.Length)]}{More}";

    private static int EndOf(string text, int width)
    {
        if (text.Length <= width)
            return text.Length;

        var space = text.LastIndexOf(' ', width);
        return space > 0 ? space : text.IndexOf(' ', width) is >= 0 and var next ? next : text.Length;
    }
}
