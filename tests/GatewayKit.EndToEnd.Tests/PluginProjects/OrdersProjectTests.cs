using GatewayKit.Docs;
using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.PluginProjects;

/// <summary>The commands of <c>docs/analyzers/README.md</c>, <c>docs/plugin-isolation.md</c> and the READMEs of the SDK and the
/// tool.</summary>
public sealed class OrdersProjectTests(OrdersProject project) : IClassFixture<OrdersProject>
{
    private readonly Shell _shell = project.Shell;

    [PackagesFact]
    public async Task Publishing_makes_the_folder_of_the_plugin()
    {
        await _shell.RunAsync("dotnet publish");

        Assert.True(File.Exists(_shell["bin/Release/net10.0/publish/Orders/Orders.dll"]));
    }

    [PackagesFact]
    public async Task Publishing_puts_the_plugin_into_the_plugins_folder_of_a_gateway()
    {
        await _shell.RunAsync("dotnet publish -p:GatewayKitPluginsFolder=../plugins");

        Assert.True(File.Exists(_shell["../plugins/Orders/Orders.dll"]));
    }

    [PackagesFact]
    public async Task Packing_makes_a_package()
    {
        await _shell.RunAsync("dotnet pack");

        Assert.NotEmpty(Directory.GetFiles(_shell["bin/Release"], "Orders.*.nupkg"));
    }

    [PackagesFact]
    public async Task A_running_gateway_takes_a_new_build_and_logs_what_the_page_shows()
    {
        await _shell.RunAsync("dotnet publish -o plugins/Orders");
        _shell.Write("gateway.yaml", "routes: { orders: { match: { path: /orders }, plugins: [ { name: orders } ] } }");
        await using var gateway = await _shell.ServeAsync("gatewaykit run --plugins plugins --urls http://127.0.0.1:0");
        Assert.Equal(200, await gateway.StatusAsync("/orders"));

        _shell.Edit("OrdersPlugin.cs", "200, \"one\"", "201, \"two\"");
        _shell.Edit("Orders.csproj", "</PropertyGroup>", "<Version>1.1.0</Version></PropertyGroup>");
        await _shell.RunAsync("dotnet publish -o plugins/Orders");

        await gateway.AnswersAsync("/orders", 201);
        var shown = Assert.Single(Repository.Page("docs/plugin-isolation.md").Blocks, block => block.Mark("output") is not null);
        await Poll.UntilAsync(() => gateway.Process.HasPrinted(shown, _shell.ToShown),
            () => gateway.Process.Report("logs something else than the page shows"));
    }

    [PackagesFact]
    public async Task A_packed_plugin_is_added_beside_one_of_a_source()
    {
        var folder = _shell.In("../added");
        await folder.RunAsync("dotnet pack ../Orders -o . -p:PackageId=Contoso.Audit -p:Version=1.0.0");

        await folder.RunAsync("gatewaykit plugins add GatewayKit.Plugins.KeyAuth --version 1.0.0-preview.1 --plugins plugins");
        await folder.RunAsync("gatewaykit plugins add ./Contoso.Audit.1.0.0.nupkg --plugins plugins");
        await folder.RunAsync("gatewaykit plugins remove key-auth --plugins plugins");

        Assert.Equal(["Orders"], Directory.GetDirectories(folder["plugins"]).Select(Path.GetFileName));
    }
}
