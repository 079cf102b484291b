using GatewayKit.Loading.Tests.Support;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading.Tests;

public sealed class PluginsRootTests
{
    [Fact]
    public async Task A_missing_folder_is_an_error_that_names_it()
    {
        using var folder = new PluginsFolder();
        await using var session = new PluginSession(folder.PathOf("none") + Path.DirectorySeparatorChar);

        var error = session.Load().Error;

        Assert.Equal("none", error.Plugin);
        Assert.Equal($"the plugins folder '{folder.PathOf("none")}' doesn't exist.", error.Message);
    }

    [Fact]
    public async Task An_empty_folder_has_no_plugins_and_no_errors()
    {
        using var folder = new PluginsFolder();
        await using var session = new PluginSession(folder);

        Assert.Empty(session.Load().NoErrors().Modules);
    }

    [Fact]
    public async Task A_loose_library_is_ignored_with_a_warning()
    {
        using var folder = new PluginsFolder("Greeting");
        File.Copy(folder.MainFile("Greeting"), folder.PathOf("Loose.dll"));
        File.WriteAllText(folder.PathOf("README.md"), "Plugins.");
        await using var session = new PluginSession(folder);

        Assert.Equal("Greeting", session.Load().Module.Name);
        var warning = Assert.Single(session.Host.Logs, l => l.Level == LogLevel.Warning);
        Assert.Contains("'Loose/Loose.dll'", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_folder_begins_at_the_current_directory()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(Path.GetRelativePath(Environment.CurrentDirectory, folder.Root));

        Assert.Equal(folder.MainFile("Greeting"), session.Load().Module.Location);
    }
}
