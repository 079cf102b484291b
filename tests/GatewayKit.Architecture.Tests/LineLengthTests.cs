using System.Text.RegularExpressions;

namespace GatewayKit.Architecture;

public sealed partial class LineLengthTests
{
    private const int Limit = 140;

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
        => Assert.Empty(new[] { "src", "plugins", "samples", "tests" }
            .SelectMany(folder => Repository.Files("*.cs", folder))
            .SelectMany(LongLines));

    /// <summary>Returns the long lines of a file. The text of a raw string, such as a document for a test, can have longer ones.</summary>
    private static IEnumerable<string> LongLines(string file)
    {
        var isText = false;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var quotes = RawQuotes().Count(line);
            if (line.Length > Limit && !isText && quotes == 0)
                yield return $"{Repository.Relative(file)}({number}): {line.Length} characters";
            isText ^= quotes % 2 == 1;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();
}
