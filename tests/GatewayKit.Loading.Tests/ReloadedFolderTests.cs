using GatewayKit.Loading.Tests.Support;

namespace GatewayKit.Loading.Tests;

public sealed class ReloadedFolderTests
{
    [Fact]
    public async Task A_plugin_that_has_not_changed_is_the_same_module()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);
        var first = session.Load().Module;

        File.SetLastWriteTimeUtc(folder.MainFile("Greeting"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Same(first, session.Load().Module);
    }

    [Fact]
    public async Task A_plugin_that_has_changed_is_a_new_module_beside_the_old_one()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);
        var before = session.Load().Module;
        var written = File.GetLastWriteTimeUtc(folder.MainFile("Greeting"));

        folder.Write("Greeting", PluginsFolder.Built("Greeting").WithText("h\0e\0l\0l\0o\0", "h\0a\0l\0l\0o\0"));
        File.SetLastWriteTimeUtc(folder.MainFile("Greeting"), written);
        var after = session.Load().Module;

        Assert.Equal("hello", before.Answer(Activator.CreateInstance(before.Plugins[0].OptionsType)!));
        Assert.Equal("hallo", after.Answer(Activator.CreateInstance(after.Plugins[0].OptionsType)!));
    }

    [Fact]
    public async Task A_file_beside_the_assembly_counts_as_a_change()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);
        var first = session.Load().Module;

        await File.WriteAllTextAsync(folder.PathOf("Greeting", "words.txt"), "hello").WaitAsync(Eventually.Patience);

        Assert.NotSame(first, session.Load().Module);
    }

    [Fact]
    public async Task A_plugin_that_is_removed_disappears_and_the_others_stay()
    {
        using var folder = new PluginsFolder("Greeting", "Pair");
        await using var session = new PluginSession(folder);
        var pair = session.Load().NoErrors().Modules[1];

        Directory.Delete(folder.PathOf("Greeting"), recursive: true);

        Assert.Same(pair, session.Load().Module);
    }

    [Fact]
    public async Task A_replaced_module_works_until_its_user_disposes_it()
    {
        using var folder = new PluginsFolder("NewerJson");
        await using var session = new PluginSession(folder);
        var module = session.Load().Module;

        Directory.Delete(folder.PathOf("NewerJson"), recursive: true);
        Assert.Empty(session.Load().Modules);

        Assert.Contains("13.0.3", module.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_plugin_that_does_not_load_is_an_error_and_the_module_before_it_is_kept()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);
        var first = session.Load().Module;

        folder.Write("Greeting", []);
        var broken = session.Load();
        folder.Write("Greeting", PluginsFolder.Built("Greeting"));

        Assert.Same(first, Assert.Single(broken.Modules));
        Assert.Equal($"'Greeting.dll' is empty. The previously loaded version {first.Version} stays active.",
            Assert.Single(broken.Errors).Message);
        Assert.Same(first, session.Load().Module);
    }

    [Fact]
    public async Task What_does_not_load_is_tried_once_and_reported_by_the_same_object_until_it_changes()
    {
        using var folder = new PluginsFolder("ThrowingServices");
        await using var session = new PluginSession(folder);
        var first = session.Load().Error;

        Assert.Same(first, session.Load().Error);
        await File.WriteAllTextAsync(folder.PathOf("ThrowingServices", "words.txt"), "hello").WaitAsync(Eventually.Patience);

        var second = session.Load().Error;
        Assert.Equal(first, second);
        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task A_plugins_folder_that_is_gone_for_a_moment_takes_nothing_with_it()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);
        var first = session.Load().Module;

        Directory.Move(folder.Root, folder.Root + ".away");
        var away = session.Load();
        Directory.Move(folder.Root + ".away", folder.Root);

        Assert.Same(first, Assert.Single(away.Modules));
        Assert.Contains("doesn't exist", Assert.Single(away.Errors).Message, StringComparison.Ordinal);
        Assert.Same(first, session.Load().Module);
    }

    [Fact]
    public async Task A_disposed_module_is_never_given_again()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);
        await session.UnloadAsync(session.Load().Module);

        Assert.Single(session.Load().Module.Plugins);
    }
}
