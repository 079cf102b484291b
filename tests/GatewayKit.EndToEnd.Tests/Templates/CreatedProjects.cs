using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Templates;

/// <summary>Projects from the templates, as they are created.</summary>
public sealed class CreatedProjects : IAsyncLifetime
{
    private Shell? _shell;

    internal Shell Shell => _shell!;

    public async Task InitializeAsync()
    {
        if (PackageFolder.Missing is not null)
            return;

        _shell = await InstalledTemplates.ForNewcomerAsync();
        await _shell.RunAsync("dotnet new gatewaykit-plugin -n VersionCheck");
        await _shell.RunAsync("dotnet new gatewaykit-host -n Gateway");
        await _shell.RunAsync("dotnet new gatewaykit-plugin -n Contoso.audit-plugin --stage Diagnostics");
        await _shell.RunAsync("dotnet new gatewaykit-host -n my-gateway --port 18080 --admin-port 19000 --upstream http://127.0.0.1:9");
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
