namespace GatewayKit.Docs.Pages;

public sealed class PageTests
{
    public static TheoryData<string> Pages => RunnablePages.Others;

    [PageTheory, MemberData(nameof(Pages))]
    public Task The_commands_of_a_page_print_what_it_shows(string page) => RunnablePages.AssertAsShownAsync(page);

    [PageTheory]
    [InlineData("$ echo hello\nhullo\n", "page.md(3): 'echo hello' doesn't print 'hullo', but:\nhello")]
    [InlineData("$ echo hello\n$ false\n", "page.md(4): 'false' ends with 1:\n")]
    [InlineData("$ gatewaykit run -c nowhere.yaml\n", "page.md(3): 'gatewaykit run -c nowhere.yaml' ends:")]
    public async Task Other_output_than_shown_is_a_fault(string commands, string fault)
        => Assert.StartsWith(
            fault,
            Assert.Single(await PageRun.FaultsAsync(new Document("page.md", $"<!-- run -->\n```console\n{commands}```\n"))),
            StringComparison.Ordinal);
}
