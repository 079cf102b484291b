namespace GatewayKit.Docs.Pages;

/// <summary>The pages with commands that can be run here, in sets that run beside each other.</summary>
internal static class RunnablePages
{
    private static readonly string[] s_names =
        [.. Repository.Documents
            .Where(page => !Ci.Follows(page) && page.Blocks.Any(block => block.Mark("run") is "" or "any output"))
            .Select(page => page.Name)];

    /// <summary>The pages of the plugins.</summary>
    public static TheoryData<string> OfPlugins => [.. s_names.Where(IsOfPlugin)];

    /// <summary>The pages of the folder <c>docs</c>.</summary>
    public static TheoryData<string> OfDocs => [.. s_names.Where(IsOfDocs)];

    /// <summary>All other pages.</summary>
    public static TheoryData<string> Others => [.. s_names.Where(name => !IsOfPlugin(name) && !IsOfDocs(name))];

    /// <summary>Checks that the commands of a page print the output that the page shows.</summary>
    public static async Task AssertAsShownAsync(string page)
    {
        var faults = await PageRun.FaultsAsync(Repository.Page(page));

        Assert.True(faults is [], string.Join('\n', faults));
    }

    private static bool IsOfPlugin(string name) => name.StartsWith("plugins/", StringComparison.Ordinal);

    private static bool IsOfDocs(string name) => name.StartsWith("docs/", StringComparison.Ordinal);
}
