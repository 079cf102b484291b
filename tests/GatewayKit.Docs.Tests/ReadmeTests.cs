namespace GatewayKit.Docs;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("dotnet run --project samples/QuickStart")]
    [InlineData("dotnet test GatewayKit.sln")]
    public void It_gives_the_command_as_a_block_of_its_own(string command)
        => Assert.Contains(Repository.Page("README.md").Blocks, block => block.Code == command + "\n");

    [Fact]
    public void It_links_to_every_plugin()
    {
        var text = Repository.Page("README.md").Text;
        var plugins = Directory.GetDirectories(Path.Combine(Repository.Root, "plugins"), "GatewayKit.Plugins.*").Select(Path.GetFileName);

        Assert.All(plugins, plugin => Assert.Contains($"(plugins/{plugin}/README.md)", text, StringComparison.Ordinal));
    }
}
