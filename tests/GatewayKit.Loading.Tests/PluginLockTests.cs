using GatewayKit.Loading.Locking;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Tests;

public sealed class PluginLockTests
{
    private static readonly string s_hash = "sha256:" + new string('a', 64);

    [Fact]
    public async Task Plugins_whose_files_are_exactly_those_listed_are_loaded()
    {
        using var folder = new PluginsFolder("Greeting", "NewerJson");
        PluginLock.Create(folder.Root).Write(folder.Root);
        await using var session = new PluginSession(folder);

        Assert.Equal(2, session.Load().NoErrors().Modules.Count);
    }

    [Fact]
    public async Task A_changed_file_is_refused_with_both_hashes()
        => await Refused(
            f => File.AppendAllText(f.MainFile("Greeting"), " "),
            "'Greeting.dll' doesn't match plugins.lock.json: expected SHA-256 ", "..., found ");

    [Fact]
    public async Task A_file_more_is_refused()
        => await Refused(f => File.WriteAllText(f.PathOf("Greeting", "extra.txt"), "x"),
            "'extra.txt' (SHA-256 2d711642b726...) isn't listed in plugins.lock.json.");

    [Fact]
    public async Task A_file_less_is_refused()
        => await Refused(f => File.Delete(f.PathOf("Greeting", "Greeting.deps.json")),
            "'Greeting.deps.json' (SHA-256 ", "is listed in plugins.lock.json, but missing.");

    [Fact]
    public async Task A_plugin_that_is_not_listed_is_refused_and_the_listed_ones_are_loaded()
    {
        using var folder = new PluginsFolder("Greeting");
        PluginLock.Create(folder.Root).Write(folder.Root);
        folder.Add("Pair");
        await using var session = new PluginSession(folder);

        var loaded = session.Load();

        Assert.Equal("Greeting", Assert.Single(loaded.Modules).Name);
        Assert.Equal(new PluginLoadError("Pair", "plugins.lock.json doesn't list this plugin, and only listed plugins are loaded."),
            Assert.Single(loaded.Errors));
    }

    [Fact]
    public async Task A_refused_build_is_loaded_once_the_lock_lists_it_and_the_one_before_serves_until_then()
    {
        using var folder = new PluginsFolder("Greeting");
        PluginLock.Create(folder.Root).Write(folder.Root);
        await using var session = new PluginSession(folder);
        var first = session.Load().Module;

        File.WriteAllText(folder.PathOf("Greeting", "words.txt"), "hello");
        var refused = session.Load();
        PluginLock.Create(folder.Root).Write(folder.Root);

        Assert.Same(first, Assert.Single(refused.Modules));
        Assert.Contains("'words.txt'", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.NotSame(first, session.Load().Module);
    }

    [Fact]
    public void The_same_plugins_give_the_same_bytes_and_reading_gives_what_was_written()
    {
        using var folder = new PluginsFolder("Pair", "Greeting", "NewerJson");
        var file = folder.PathOf(PluginLock.FileName);
        PluginLock.Create(folder.Root).Write(folder.Root);
        var first = File.ReadAllText(file);

        PluginLock.Read(folder.Root)!.Write(folder.Root);

        Assert.Equal(first, File.ReadAllText(file));
        Assert.StartsWith("{\n  \"version\": 1,\n  \"plugins\": {\n    \"Greeting\": {\n      \"Greeting.deps.json\": \"sha256:",
            first, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFiles(folder.Root));
    }

    [Fact]
    public void Read_returns_null_without_a_lock_file()
    {
        using var folder = new PluginsFolder("Greeting");

        Assert.Null(PluginLock.Read(folder.Root));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "expected an object with 'version' and 'plugins' only.")]
    [InlineData("""{ "version": 1 }""", "'plugins' only.")]
    [InlineData("""{ "version": 1, "plugins": {}, "more": 1 }""", "'plugins' only.")]
    [InlineData("""{ "version": 2, "plugins": {} }""", "'version' is 2; this host supports version 1.")]
    [InlineData("""{ "version": 1, "plugins": [] }""", "'plugins' isn't an object.")]
    [InlineData("""{ "version": 1, "plugins": { "A": 1 } }""", "'A' isn't an object.")]
    [InlineData("""{ "version": 1, "plugins": { "A": {}, "A": {} } }""", "")]
    [InlineData("""{ "version": 1, "plugins": { "../A": {} } }""", "'../A' isn't a valid plugin folder name.")]
    [InlineData("""{ "version": 1, "plugins": { "A": { "../b": "{hash}" } } }""", "'../b' of 'A' isn't a valid relative file name.")]
    [InlineData("""{ "version": 1, "plugins": { "A": { "/b": "{hash}" } } }""", "'/b' of 'A' isn't a valid relative file name.")]
    [InlineData("""{ "version": 1, "plugins": { "A": { "b": "sha256:1234" } } }""",
        "'b' of 'A' needs 'sha256:' and 64 lowercase hexadecimal digits.")]
    [InlineData("""{ "version": 1, "plugins": { "A": { "b": null } } }""", "'b' of 'A' needs 'sha256:'")]
    [InlineData("""{ "version": 1, "plugins": { "A": { "b": "{hash}" } } } x""", "")]
    public async Task No_plugin_is_loaded_with_an_invalid_lock_file(string content, string reason)
    {
        using var folder = new PluginsFolder("Greeting");
        await File.WriteAllTextAsync(folder.PathOf(PluginLock.FileName), content.Replace("{hash}", s_hash, StringComparison.Ordinal))
            .WaitAsync(Eventually.Patience);
        await using var session = new PluginSession(folder);

        var error = session.Load().Error;

        Assert.StartsWith($"the lock file '{folder.PathOf(PluginLock.FileName)}' isn't valid, so no plugin is loaded: ",
            error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dangling_link_or_a_folder_is_an_invalid_lock_file()
    {
        using var link = new PluginsFolder("Greeting");
        File.CreateSymbolicLink(link.PathOf(PluginLock.FileName), "none");
        using var directory = new PluginsFolder("Greeting");
        Directory.CreateDirectory(directory.PathOf(PluginLock.FileName));
        await using var first = new PluginSession(link);
        await using var second = new PluginSession(directory);

        Assert.Contains("isn't valid", first.Load().Error.Message, StringComparison.Ordinal);
        Assert.Contains("isn't valid", second.Load().Error.Message, StringComparison.Ordinal);
    }

    private static async Task Refused(Action<PluginsFolder> change, params string[] message)
    {
        using var folder = new PluginsFolder("Greeting");
        PluginLock.Create(folder.Root).Write(folder.Root);
        change(folder);
        await using var session = new PluginSession(folder);

        var error = session.Load().Error;

        Assert.Equal("Greeting", error.Plugin);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
