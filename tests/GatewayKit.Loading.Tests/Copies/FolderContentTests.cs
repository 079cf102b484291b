using GatewayKit.Loading.Tests.Support;

namespace GatewayKit.Loading.Tests.Copies;

public sealed class FolderContentTests
{
    [Fact]
    public async Task A_link_out_of_the_plugins_folder_is_refused()
    {
        using var outside = new PluginsFolder();
        File.WriteAllText(outside.PathOf("secret"), "secret");
        using var folder = new PluginsFolder("Greeting");
        File.CreateSymbolicLink(folder.PathOf("Greeting", "data.txt"), outside.PathOf("secret"));
        await using var session = new PluginSession(folder);

        Assert.Contains("'data.txt' is a link to", session.Load().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_by_way_of_a_linked_folder_is_refused()
    {
        using var outside = new PluginsFolder();
        Directory.CreateDirectory(outside.PathOf("deep", "deeper"));
        File.WriteAllText(outside.PathOf("deep", "secret"), "secret");
        using var folder = new PluginsFolder("Greeting");
        Directory.CreateSymbolicLink(folder.PathOf("Greeting", ".hidden"), outside.PathOf("deep", "deeper"));
        File.CreateSymbolicLink(folder.PathOf("Greeting", "data.txt"), ".hidden/../secret");
        await using var session = new PluginSession(folder);

        Assert.Contains("'data.txt' is a link to", session.Load().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_folder_that_is_a_link_to_elsewhere_is_refused()
    {
        using var outside = new PluginsFolder("Greeting");
        using var folder = new PluginsFolder();
        Directory.CreateSymbolicLink(folder.PathOf("Greeting"), outside.PathOf("Greeting"));
        await using var session = new PluginSession(folder);

        Assert.Contains("outside the plugins folder", session.Load().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_behind_links_within_the_folder_are_taken_as_a_mounted_volume_has_them()
    {
        using var folder = new PluginsFolder("Greeting");
        Directory.CreateDirectory(folder.PathOf("Greeting", "..2026"));
        File.Move(folder.MainFile("Greeting"), folder.PathOf("Greeting", "..2026", "Greeting.dll"));
        Directory.CreateSymbolicLink(folder.PathOf("Greeting", "..data"), "..2026");
        File.CreateSymbolicLink(folder.MainFile("Greeting"), "..data/Greeting.dll");
        await using var session = new PluginSession(folder);

        Assert.Equal("greeting", session.Load().Module.Plugins[0].Name);
    }

    [Fact]
    public async Task Folders_that_go_round_in_a_circle_are_refused()
    {
        using var folder = new PluginsFolder("Greeting");
        Directory.CreateSymbolicLink(folder.PathOf("Greeting", "again"), ".");
        await using var session = new PluginSession(folder);

        Assert.Contains("nested more than", session.Load().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_files_are_refused()
    {
        using var folder = new PluginsFolder("Greeting");
        for (var i = 0; i < 4096; i++)
            File.Create(folder.PathOf("Greeting", $"{i}.txt")).Dispose();
        await using var session = new PluginSession(folder);

        Assert.Equal("the plugin has more than 4096 files and folders.", session.Load().Error.Message);
    }

    [Fact]
    public async Task Too_many_bytes_are_refused()
    {
        using var folder = new PluginsFolder("Greeting");
        using (var big = File.Create(folder.PathOf("Greeting", "big.bin")))
            big.SetLength((512L << 20) + 1);
        await using var session = new PluginSession(folder);

        Assert.Equal("the plugin's files are larger than 512 MB.", session.Load().Error.Message);
    }

    [Fact]
    public async Task Files_in_subfolders_are_copied_with_the_assembly()
    {
        using var folder = new PluginsFolder("Greeting");
        Directory.CreateDirectory(folder.PathOf("Greeting", "data"));
        await File.WriteAllTextAsync(folder.PathOf("Greeting", "data", "words.txt"), "hello").WaitAsync(TimeSpan.FromSeconds(30));
        await using var session = new PluginSession(folder);

        var copy = Path.GetDirectoryName(session.Load().Module.Plugins[0].Type.Assembly.Location)!;

        Assert.Equal("hello", await File.ReadAllTextAsync(Path.Combine(copy, "data", "words.txt")).WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
