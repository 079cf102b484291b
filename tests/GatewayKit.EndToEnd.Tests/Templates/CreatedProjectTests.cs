using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Templates;

public sealed class CreatedProjectTests(CreatedProjects projects) : IClassFixture<CreatedProjects>
{
    private const string Host = "my-gateway/src/my-gateway";

    private readonly Shell _shell = projects.Shell;

    [PackagesFact]
    public Task A_plugin_passes_its_tests() => _shell.RunAsync($"dotnet test Contoso.audit-plugin {InstalledTemplates.Strict}");

    [PackagesFact]
    public Task A_host_passes_its_tests() => _shell.RunAsync($"dotnet test my-gateway {InstalledTemplates.Strict}");

    [PackagesFact]
    public async Task A_host_is_published_with_its_configuration()
    {
        await _shell.RunAsync($"dotnet publish {Host} -p:NuGetAudit=false -o published");

        Assert.True(File.Exists(_shell["published/my-gateway.dll"]));
        Assert.True(File.Exists(_shell["published/gateway.yaml"]));
    }

    [PackagesFact]
    public void A_host_has_the_ports_and_the_upstream_that_were_asked_for()
    {
        Assert.Contains("http://localhost:18080", Text($"{Host}/Properties/launchSettings.json"), StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:19000", Text($"{Host}/appsettings.json"), StringComparison.Ordinal);
        Assert.Contains("\"http://127.0.0.1:9\"", Text($"{Host}/gateway.yaml"), StringComparison.Ordinal);
    }

    [PackagesFact]
    public void A_host_that_was_only_named_has_the_default_ports_and_upstream()
    {
        Assert.Contains("http://localhost:8080", Text("Gateway/src/Gateway/Properties/launchSettings.json"), StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:9000", Text("Gateway/src/Gateway/appsettings.json"), StringComparison.Ordinal);
        Assert.Contains("\"http://localhost:5000\"", Text("Gateway/src/Gateway/gateway.yaml"), StringComparison.Ordinal);
    }

    [PackagesFact]
    public void A_plugin_has_its_stage_and_a_name_from_that_of_its_project()
    {
        Assert.Contains("(\"audit\", PluginStage.Diagnostics)",
            Text("Contoso.audit-plugin/src/Contoso.audit-plugin/AuditPlugin.cs"), StringComparison.Ordinal);
        Assert.Contains("(\"version-check\", PluginStage.Traffic)",
            Text("VersionCheck/src/VersionCheck/VersionCheckPlugin.cs"), StringComparison.Ordinal);
    }

    private string Text(string file) => File.ReadAllText(_shell[file]);
}
