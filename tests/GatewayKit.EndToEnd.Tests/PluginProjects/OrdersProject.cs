using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.PluginProjects;

/// <summary>A plugin without a template: a class library that references the SDK of plugins, built.</summary>
public sealed class OrdersProject : IAsyncLifetime
{
    private const string Plugin = """
        using GatewayKit;
        using Microsoft.AspNetCore.Http;

        [GatewayPlugin<NoOptions>("orders", PluginStage.Origin)]
        public sealed class OrdersPlugin : IRequestHook
        {
            private static readonly GatewayResponse s_answer = GatewayResponse.Text(200, "one");

            public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Respond(s_answer);
        }
        """;

    private Shell? _shell;

    internal Shell Shell => _shell!;

    public async Task InitializeAsync()
    {
        if (PackageFolder.Missing is not null)
            return;

        var newcomer = await Newcomer.WithPackagesAsync();
        await newcomer.RunAsync("dotnet tool install --global GatewayKit.Cli --prerelease");
        _shell = newcomer.In("Orders");
        await _shell.RunAsync("dotnet new classlib --no-restore");
        File.Delete(_shell["Class1.cs"]);
        _shell.Write("OrdersPlugin.cs", Plugin);
        await _shell.RunAsync("dotnet add package GatewayKit.PluginSdk --prerelease");
        await _shell.RunAsync("dotnet build");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
