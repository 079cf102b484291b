namespace GatewayKit.Samples.QuickStart;

public sealed class ChangeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-quickstart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_good_change_of_the_configuration_is_reported()
    {
        var plugins = Directory.EnumerateFiles(Path.Combine(QuickStartProcess.Folder, "plugins"), "*", SearchOption.AllDirectories);
        foreach (var file in plugins
            .Select(f => Path.GetRelativePath(QuickStartProcess.Folder, f))
            .Concat(["gateway.yaml", "appsettings.json"]))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.Copy(Path.Combine(QuickStartProcess.Folder, file), Path.Combine(_folder, file));
        }

        using var quickStart = QuickStartProcess.Start("http://127.0.0.1:0", _folder);
        await quickStart.ReadTourAsync();
        await File.AppendAllTextAsync(Path.Combine(_folder, "gateway.yaml"), "\n# a change\nshutdown: { drainDelay: 1s }\n");

        await quickStart.ReadUntilAsync("onfiguration 2");
    }
}
