namespace GatewayKit.Docs;

public sealed class CodeBlockTests
{
    public static TheoryData<string> PagesWithCode => [.. Repository.Pages.Where(p => p.Blocks.Any(b => b.Language == "csharp")).Select(p => p.Name)];

    [Theory, MemberData(nameof(PagesWithCode))]
    public void The_code_compiles_without_a_warning(string page) => Assert.Empty(SnippetCompiler.Diagnose(Repository.Page(page)));

    // Analyzers show code that they refuse.
    [Fact]
    public void Every_block_of_code_says_what_it_is()
        => Assert.Empty(Repository.Pages.Where(p => !p.Name.StartsWith("docs/analyzers", StringComparison.Ordinal)).SelectMany(p => p.Blocks
            .Where(b => b.Language == "csharp" && b.Mark is not ("plugin" or "host" or "test" or "tests" or "no"))
            .Select(b => $"{p.Name}({b.Line}): put <!-- compile: plugin|host|test|tests --> on the line before the fence, as CONTRIBUTING.md says.")));

    [Fact]
    public void A_mistake_in_a_block_is_found_at_its_line()
    {
        var page = new Document("page.md", "# Page\n\n<!-- compile: plugin -->\n```csharp\nusing GatewayKit;\nclass A : INoHook;\n```\n");

        Assert.Equal("page.md(6): CS0246", Assert.Single(SnippetCompiler.Diagnose(page)).Split(": The")[0]);
    }
}
