using System.Text.RegularExpressions;

namespace GatewayKit.Architecture;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_leads_to_a_file_that_is_there()
    {
        var links = Repository.Files("*.md").SelectMany(Links).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            Path.Exists(Path.Combine(Path.GetDirectoryName(link.Document)!, link.Target)),
            $"{Repository.Relative(link.Document)} links to '{link.Target}', which is not there."));
    }

    private static IEnumerable<(string Document, string Target)> Links(string document)
        => Link().Matches(Code().Replace(File.ReadAllText(document), ""))
            .Select(match => Uri.UnescapeDataString(match.Groups[1].Value))
            .Where(target => !target.Contains(':', StringComparison.Ordinal))
            .Select(target => (document, target));

    /// <summary>The target of a link without its fragment. A link within its own document has no target.</summary>
    [GeneratedRegex(@"\]\(<?([^)#>\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
