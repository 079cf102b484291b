using GatewayKit.Docs.Pages;

namespace GatewayKit.Docs;

/// <summary>Every block of every document is compiled, read or run by some test: there is no kind of block that none looks at.</summary>
public sealed class BlockKindTests
{
    [Fact]
    public void Every_block_is_checked()
        => Assert.Empty(Repository.Documents.SelectMany(page => page.Blocks.Where(block => !IsChecked(page, block)).Select(block =>
            $"{page.Name}({block.Line}): no test checks this block of '{block.Language}'. CONTRIBUTING.md has the marks that "
                + "say what it is.")));

    [Theory]
    [InlineData("console", "$ true")]
    [InlineData("csharp", "class A;")]
    [InlineData("python", "print()")]
    [InlineData("", "text")]
    public void A_block_that_no_test_looks_at_is_found(string language, string code)
        => Assert.False(IsChecked(
            new Document("page.md", ""), Assert.Single(new Document("page.md", $"```{language}\n{code}\n```\n").Blocks)));

    [Fact]
    public void A_command_that_is_left_to_CI_stands_there()
        => Assert.All(
            Repository.Documents.SelectMany(page => page.Blocks.Where(block => block.Mark("run") == "ci")).SelectMany(Transcript.Commands),
            command => Assert.True(Ci.Has(command.Text), $"Neither .ci/run nor an end-to-end test has '{command.Text}'."));

    [Theory]
    [InlineData("dotnet publish -o plugins/Orders", true)]
    [InlineData("gatewaykit run --plugins plugins", true)]
    [InlineData("dotnet publish -o plugins/Order", false)]
    [InlineData("gatewaykit run --plugins", false)]
    [InlineData("gatewaykit validate -c wrong.yaml", false)]
    public void A_part_of_a_command_or_one_that_must_fail_is_not_run_by_CI(string command, bool isRun)
        => Assert.Equal(isRun, Ci.Has(command));

    [Fact]
    public void The_end_to_end_tests_are_run_by_CI()
        => Assert.True(Ci.Has("GATEWAYKIT_PACKAGES=packages-local dotnet test tests/GatewayKit.EndToEnd.Tests"));

    private static bool IsChecked(Document page, Block block) => block.Language switch
    {
        // RulePageTests of the analyzers.
        "csharp" when page.Name.StartsWith("docs/analyzers/GWK", StringComparison.Ordinal) => true,
        "csharp" => block.Mark("compile") is "plugin" or "host" or "test" or "tests" or "body",
        "yaml" => block.Mark("check") is null or "yaml" or "openapi" or "kubernetes",
        "json" or "xml" or "ini" or "dockerfile" => true,
        // There is no Docker where the tests run; the Dockerfile is checked.
        "console" when block.Mark("run") == "docker"
            => Transcript.Commands(block).All(command => command.Text.StartsWith("docker ", StringComparison.Ordinal)),
        // There is no cluster, either; the manifests and charts are checked.
        "console" when block.Mark("run") == "cluster" => Transcript.Commands(block).All(command =>
            command.Text.StartsWith("kubectl ", StringComparison.Ordinal) || command.Text.StartsWith("helm ", StringComparison.Ordinal)
                || command.Text.Contains(" --kubernetes ", StringComparison.Ordinal)),
        "console" or "" when block.Mark("run") is { } run => run is "" or "any output" or "ci" || Ci.Follows(page),
        "" when block.Mark("output") is not null => Ci.Reads(page) || page.Blocks.Any(other => other.Mark("run") is "" or "any output"),
        "" => block.Mark("picture") is not null || block.Mark("file") is not null || block.Mark("compile") is not null,
        _ => false,
    };
}
