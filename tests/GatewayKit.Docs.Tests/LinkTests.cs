namespace GatewayKit.Docs;

public sealed class LinkTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_of_it()
    {
        var links = Repository.Documents.SelectMany(d => d.Links.Select(link => (Document: d, Link: link))).ToList();

        Assert.NotEmpty(links);
        Assert.Empty(
            links.Where(l => !Leads(l.Document, l.Link)).Select(l => $"{l.Document.Name} links to '{l.Link}', which is not there."));
    }

    /// <summary>A package's page is read where the source tree isn't.</summary>
    [Fact]
    public void A_README_that_is_packed_links_to_nothing_outside_of_its_package()
        => Assert.Empty(Repository.Documents
            .Where(d => d.Name.Split('/') is ["src" or "plugins", _, "README.md"])
            .SelectMany(d => d.Links.Select(link => $"{d.Name} links to '{link}'; name the document instead.")));

    [Fact]
    public void A_link_to_a_heading_that_is_not_there_is_found()
        => Assert.False(Leads(new Document("README.md", "# GatewayKit\n"), "#gateway"));

    private static bool Leads(Document from, string link)
    {
        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, "");
        var target = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(from.Name)!, Uri.UnescapeDataString(path)));
        if (path.Length > 0 && !Path.Exists(target))
            return false;

        var document = path.Length == 0
            ? from
            : Repository.Documents.FirstOrDefault(d => Path.GetFullPath(Path.Combine(Repository.Root, d.Name)) == target);
        return anchor.Length == 0 || document?.Anchors.Contains(anchor) == true;
    }
}
