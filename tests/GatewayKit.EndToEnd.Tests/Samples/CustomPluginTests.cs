using GatewayKit.Docs;
using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Samples;

public sealed class CustomPluginTests
{
    private static readonly string[] s_notSources = [".git", "bin", "obj", "artifacts", "packages-local", "TestResults"];

    /// <summary>The command of <c>samples/CustomPlugin/README.md</c>.</summary>
    [PackagesFact]
    public async Task It_is_built_into_a_plugins_folder_in_a_clean_clone()
    {
        var shell = Newcomer.WithPackedSourceTree().In("../clone");
        Files.Copy(new DirectoryInfo(Repository.Root), shell["."], name => !s_notSources.Contains(name));

        await shell.RunAsync("dotnet build samples/CustomPlugin -o artifacts/plugins/CustomPlugin");

        Assert.True(File.Exists(shell["artifacts/plugins/CustomPlugin/CustomPlugin.dll"]));
    }
}
