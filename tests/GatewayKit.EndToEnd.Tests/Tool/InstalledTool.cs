using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Tool;

/// <summary>The tool, installed, and a plugins folder to which every packed plugin was added.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    private Shell? _shell;

    internal Shell Shell => _shell!;

    /// <summary>The output of the tool for each added plugin.</summary>
    public string Added { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (PackageFolder.Missing is not null)
            return;

        _shell = await Newcomer.WithPackagesAsync();
        await _shell.RunAsync("dotnet tool install --global GatewayKit.Cli --prerelease");
        _shell.Write("gateway.yaml", SampleConfiguration.Text);

        // As they are packed, with what they depend on: our own from the packages, others' from where the machine has them.
        foreach (var plugin in PackageFolder.Ids("GatewayKit.Plugins."))
            Added += await _shell.RunAsync($"gatewaykit plugins add {plugin} --version {PackageFolder.Version} --plugins plugins") + "\n";
        await _shell.RunAsync("gatewaykit plugins lock --plugins plugins");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Copies the plugins folder, for a test that changes it.</summary>
    internal Shell WithCopyOfPlugins(string name)
    {
        var copy = Shell.In(name);
        Files.Copy(new DirectoryInfo(Shell["plugins"]), copy["plugins"], _ => true);
        return copy;
    }
}
