using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Templates;

/// <summary>A host and two plugins from the templates, running.
/// Each plugin brings another version of one library, and says which it got.</summary>
public sealed class HostWithPlugins : IAsyncLifetime
{
    private const string Folder = "my-gateway/src/my-gateway";

    private Server? _server;

    internal Server Server => _server!;

    /// <summary>Where the host answers health checks.</summary>
    public string Admin { get; private set; } = "";

    /// <summary>The plugins that go with the published host.</summary>
    public IReadOnlyList<string> PublishedPlugins { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (PackageFolder.Missing is not null)
            return;

        var shell = await InstalledTemplates.ForNewcomerAsync();
        await shell.RunAsync("dotnet new gatewaykit-host -n my-gateway --upstream http://127.0.0.1:9");
        await shell.RunAsync("dotnet new gatewaykit-plugin -n Contoso.audit-plugin --stage Diagnostics");
        await shell.RunAsync("dotnet new gatewaykit-plugin -n Contoso.Tenants --plugin-name tenant-check");
        await AddLibraryAsync(shell, "Contoso.audit-plugin", "AuditPlugin.cs", "12.0.3");
        await AddLibraryAsync(shell, "Contoso.Tenants", "TenantsPlugin.cs", "13.0.3");
        shell.Edit($"{Folder}/gateway.yaml", "- name: mock", "- name: audit\n      - name: tenant-check\n      - name: mock");

        await shell.RunAsync($"dotnet publish {Folder} {InstalledTemplates.Strict} -o published");
        PublishedPlugins = [.. Directory.GetDirectories(shell["published/plugins"])
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)];
        _server = await shell.ServeAsync(
            $"dotnet run --project {Folder} -p:NuGetAudit=false -- --urls http://127.0.0.1:0 --AdminUrls http://127.0.0.1:0");
        Admin = Server.AddressIn(_server.Process.Lines.First(line => line.Contains("127.0.0.1:", StringComparison.Ordinal)));
    }

    public async Task DisposeAsync() => await (_server?.DisposeAsync() ?? default);

    /// <summary>Publishes the plugin into the folder of the host's plugins.</summary>
    private static async Task AddLibraryAsync(Shell shell, string name, string plugin, string version)
    {
        var project = $"{name}/src/{name}";
        await shell.RunAsync($"dotnet add {project} package Newtonsoft.Json --version {version}");
        shell.Edit(
            $"{project}/{plugin}",
            "\"X-Checked\"] = options.Header",
            $"\"X-Json-{version[..2]}\"] = typeof(Newtonsoft.Json.JsonConvert).Assembly.GetName().Version?.ToString()");
        await shell.RunAsync(
            $"""dotnet publish {project} {InstalledTemplates.Strict} -p:GatewayKitPluginsFolder="$PWD/{Folder}/plugins" """);
    }
}
