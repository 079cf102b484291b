namespace GatewayKit.Docs;

public sealed class CodeBlockTests
{
    public static TheoryData<string> PagesWithCode
        => [.. Repository.Documents.Where(p => p.Blocks.Any(b => b.Mark("compile") is not null)).Select(p => p.Name)];

    [Theory, MemberData(nameof(PagesWithCode))]
    public void The_code_compiles_without_a_warning(string page)
    {
        var diagnostics = SnippetCompiler.Diagnose(Repository.Page(page));

        Assert.True(diagnostics is [], string.Join('\n', diagnostics));
    }

    [Fact]
    public void An_error_in_a_block_is_found_at_its_line()
    {
        var page = new Document("page.md", "# Page\n\n<!-- compile: plugin -->\n```csharp\nusing GatewayKit;\nclass A : INoHook;\n```\n");

        Assert.Equal("page.md(6): CS0246", Assert.Single(SnippetCompiler.Diagnose(page)).Split(": The")[0]);
    }
}
