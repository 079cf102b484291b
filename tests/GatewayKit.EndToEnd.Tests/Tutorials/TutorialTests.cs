using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Tutorials;

public sealed class TutorialTests
{
    [PackagesFact("curl")]
    public async Task A_reader_of_writing_a_plugin_sees_what_it_shows()
    {
        var shell = Newcomer.WithPackedSourceTree();
        await using var tutorial = new Tutorial(shell);

        await tutorial.FollowAsync("docs/writing-a-plugin.md", isDone: command => command == "dotnet pack GatewayKit.sln -c Release");

        var (gateway, load) = (tutorial.Background[0], tutorial.Background[1]);
        Assert.Matches(@"^ *\d+ 200$", Assert.Single(load.Lines));
        await gateway.SaysAsync("Plugin assembly 'VersionCheck' 1.1.0 has been unloaded.");
        await shell.RunAsync("dotnet new uninstall GatewayKit.Templates");
        await shell.RunAsync("dotnet nuget remove source gatewaykit");
    }
}
