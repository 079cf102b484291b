namespace GatewayKit.Docs.Pages;

public sealed class DocsPageTests
{
    public static TheoryData<string> Pages => RunnablePages.OfDocs;

    [PageTheory, MemberData(nameof(Pages))]
    public Task The_commands_of_a_page_print_what_it_shows(string page) => RunnablePages.AssertAsShownAsync(page);
}
