using GatewayKit.Loading.Copies;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Loading.Tests.Copies;

public sealed class PluginWorkspaceTests
{
    [Fact]
    public async Task A_plugin_runs_from_a_copy_that_only_this_user_can_reach()
    {
        using var folder = new PluginsFolder("Greeting");
        await using var session = new PluginSession(folder);

        var workspace = WorkspaceOf(session.Load().Module);

        Assert.False(workspace.FullName.StartsWith(folder.Root, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, workspace.UnixFileMode);
    }

    [Fact]
    public async Task Disposing_a_module_deletes_its_copy_and_disposing_the_source_the_rest()
    {
        using var folder = new PluginsFolder("Greeting", "Pair");
        await using var session = new PluginSession(folder);
        var modules = session.Load().NoErrors().Modules;
        var copy = Path.GetDirectoryName(modules[0].Plugins[0].Type.Assembly.Location);
        var workspace = WorkspaceOf(modules[1]);

        await session.UnloadAsync(modules[0]);
        Assert.False(Directory.Exists(copy));
        Assert.True(Directory.Exists(workspace.FullName));

        session.Source.Dispose();
        Assert.False(Directory.Exists(workspace.FullName));
    }

    [Fact]
    public async Task A_refused_plugin_leaves_no_copy()
    {
        using var folder = new PluginsFolder("Greeting", "Unmarked");
        await using var session = new PluginSession(folder);

        var workspace = WorkspaceOf(session.Load().Modules[0]);

        Assert.Single(workspace.EnumerateDirectories());
    }

    [Fact]
    public async Task What_a_dead_process_left_is_deleted_and_what_a_live_one_uses_is_not()
    {
        var dead = Directory.CreateTempSubdirectory("gatewaykit-tests-");
        await File.WriteAllTextAsync(Path.Combine(dead.FullName, ".lock"), "").WaitAsync(TimeSpan.FromSeconds(30));
        dead.MoveTo(Path.Combine(Path.GetTempPath(), $"gatewaykit-plugins-{Guid.NewGuid()}"));
        using var folder = new PluginsFolder("Greeting");
        await using var live = new PluginSession(folder);
        var used = WorkspaceOf(live.Load().Module);

        await using var session = new PluginSession(folder);
        session.Load().NoErrors();

        // Another process may be about to delete it just now.
        await Eventually.TrueAsync(() => !Directory.Exists(dead.FullName));
        Assert.True(Directory.Exists(used.FullName));
    }

    [Fact]
    [Trait("Cases", "Generated")]
    public async Task Who_looks_for_what_is_left_behind_never_takes_what_comes_into_being()
    {
        using var folder = new PluginsFolder().Write("Greeting", []);
        var content = FolderContent.Read(folder.PathOf("Greeting"));
        var fingerprint = content.Hash().Fingerprint;
        using var done = new CancellationTokenSource();
        var lookers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                PluginWorkspace.DeleteStale();
        })).ToList();

        for (var i = Cases.Of(50); i > 0; i--)
        {
            using var workspace = new PluginWorkspace();
            Assert.True(File.Exists(Path.Combine(workspace.Copy(content, "Greeting", fingerprint), "Greeting.dll")));
        }

        await done.CancelAsync();
        await Task.WhenAll(lookers).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static DirectoryInfo WorkspaceOf(PluginModule module)
        => new FileInfo(module.Plugins[0].Type.Assembly.Location).Directory!.Parent!.Parent!;
}
