using GatewayKit.Loading.Tests.Support;

namespace GatewayKit.Loading.Tests;

public sealed class OnlyPluginTests
{
    [Fact]
    public async Task A_source_of_one_plugin_loads_that_one_alone_for_good()
    {
        using var folder = new PluginsFolder("Greeting", "Hanging");
        using var source = new FolderPluginSource(folder.Root, only: "Greeting");
        await using var host = new RecordingHost();

        var module = Assert.Single(source.Load(host, []));

        Assert.Equal("Greeting", module.Name);
        Assert.False(module.LoadContext!.IsCollectible);
        await module.UnloadAsync();
    }
}
