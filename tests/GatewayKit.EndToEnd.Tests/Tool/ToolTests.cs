using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Tool;

public sealed class ToolTests(InstalledTool tool) : IClassFixture<InstalledTool>
{
    [PackagesFact]
    public async Task It_lists_the_plugins_that_it_brings()
    {
        var list = await tool.Shell.RunAsync("gatewaykit plugins");

        Assert.Contains("key-auth", list, StringComparison.Ordinal);
        Assert.Contains("mock", list, StringComparison.Ordinal);
    }

    [PackagesFact]
    public async Task It_accepts_a_valid_configuration() => await tool.Shell.RunAsync("gatewaykit validate");

    [PackagesFact]
    public async Task It_rejects_a_configuration_with_an_unknown_plugin()
    {
        tool.Shell.Write("wrong.yaml", SampleConfiguration.Text.Replace("name: key-auth", "name: key-oath", StringComparison.Ordinal));

        Assert.Contains("key-oath", await tool.Shell.FailAsync("gatewaykit validate -c wrong.yaml"), StringComparison.Ordinal);
    }

    [PackagesFact]
    public void Every_packed_plugin_is_added_with_its_dependencies()
        => Assert.All(PackageFolder.Ids("GatewayKit.Plugins."),
            plugin => Assert.True(File.Exists(tool.Shell[$"plugins/{plugin}/{plugin}.dll"]), tool.Added));

    [PackagesFact]
    public async Task Added_plugins_take_part_in_a_route()
        => Assert.Contains("key-auth",
            await tool.Shell.RunAsync("""gatewaykit explain GET /hello -H "X-Api-Key: fresh-key" --plugins plugins"""),
            StringComparison.Ordinal);

    [PackagesFact]
    public async Task A_file_that_is_not_in_the_lock_file_is_reported()
    {
        var copy = tool.WithCopyOfPlugins("changed");
        copy.Write("plugins/GatewayKit.Plugins.Mock/more.txt", "");

        Assert.Contains("more.txt", await copy.FailAsync("gatewaykit plugins list --plugins plugins"), StringComparison.Ordinal);
    }

    [PackagesFact]
    public async Task A_plugin_is_removed_by_its_name()
    {
        var copy = tool.WithCopyOfPlugins("removed");

        await copy.RunAsync("gatewaykit plugins remove mock --plugins plugins");

        Assert.False(Directory.Exists(copy["plugins/GatewayKit.Plugins.Mock"]));
    }
}
