using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class PluginsRemoveTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Courier")]
    [InlineData("courier")]
    [InlineData("TEAM.courier.package")]
    public async Task A_plugin_is_removed_by_its_folder_its_package_or_its_own_name(string name)
    {
        var packages = new PackageFolder(_folder);
        packages.AddJson();
        packages.Add("Team.Courier.Package",
            "1.0.0", [("Newtonsoft.Json", "13.0.1")], Path.Combine(AppContext.BaseDirectory, "TestPlugins", "Courier", "Courier.dll"));
        Assert.Equal(0, (await ResidentTool.RunAsync(
            _folder.Path, "plugins", "add", "Team.Courier.Package", "--plugins", "plugins")).ExitCode);

        var end = await ResidentTool.RunAsync(_folder.Path, "plugins", "remove", name, "--plugins", "plugins");

        Assert.Equal("Removed plugins/Courier.", Assert.Single(end.Output));
        Assert.Equal(0, end.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["plugins"]));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("../plugins/Team")]
    [InlineData("..")]
    public async Task What_is_not_there_is_not_removed(string name)
    {
        Directory.CreateDirectory(_folder["plugins/Team"]);

        var end = await ResidentTool.RunAsync(_folder.Path, "plugins", "remove", name, "--plugins", "plugins");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal($"gatewaykit: 'plugins' doesn't contain a plugin, folder or package '{name}'. Its folders: Team.", end.Errors[^1]);
        Assert.Equal([_folder["plugins/Team"]], Directory.GetFileSystemEntries(_folder["plugins"]));
    }

    [Fact]
    public async Task The_list_is_what_plugins_alone_says()
    {
        var list = await ResidentTool.RunAsync(_folder.Path, "plugins", "list");
        var alone = await ResidentTool.RunAsync(_folder.Path, "plugins");

        Assert.Equal(0, list.ExitCode);
        Assert.Equal(alone.Output, list.Output);
    }
}
