using System.Diagnostics;

namespace GatewayKit.Testing;

/// <summary>A gateway of a test and its upstream are the same on every machine and in every folder.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-testing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Production.json")]
    public async Task A_settings_file_in_the_current_folder_changes_nothing(string name)
    {
        CopySettingsTo(name);

        await AssertUnchangedAsync();
    }

    [Fact]
    public async Task User_secrets_change_nothing()
    {
        CopySettingsTo($".microsoft/usersecrets/{ForeignStartup.SecretsId}/secrets.json");

        await AssertUnchangedAsync(("HOME", _folder), ("ASPNETCORE_ENVIRONMENT", "Development"), ("DOTNET_ENVIRONMENT", "Development"));
    }

    [Fact]
    public async Task Nothing_is_written_into_the_home_folder()
    {
        await AssertUnchangedAsync(("HOME", _folder));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public Task Variables_change_nothing() => AssertUnchangedAsync(
        ("ASPNETCORE_URLS", "http://203.0.113.7:1"),
        ("ASPNETCORE_HTTP_PORTS", "1"),
        ("URLS", "http://203.0.113.7:1"),
        ("HTTP_PORTS", "1"),
        ("Kestrel__Endpoints__Http__Url", "http://203.0.113.7:1"),
        ("ASPNETCORE_Kestrel__Endpoints__Http__Url", "http://203.0.113.7:1"),
        ("AllowedHosts", "only.example"),
        ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"),
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("DOTNET_ENVIRONMENT", "Development"),
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "GatewayKit.Testing.Tests"),
        ("GatewayKit__routes__inherited__match__path", "/inherited"),
        ("ASPNETCORE_GatewayKit__routes__inherited__match__path", "/inherited"),
        ("HTTP_PROXY", "http://203.0.113.7:1"));

    private void CopySettingsTo(string name)
    {
        var file = new FileInfo(Path.Combine(_folder, name));
        file.Directory!.Create();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), file.FullName);
    }

    private async Task AssertUnchangedAsync(params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(SurroundingsTests).Assembly.Location])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = await child.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);

        Assert.Equal("", await errors.WaitAsync(s_patience));
        Assert.Equal(
            """
            proxied: 200 upstream
            inherited: 404
            call of a plugin: upstream
            environment: Production
            addresses: 1
            startups: 0
            settings: 
            warnings: 

            """.ReplaceLineEndings(),
            output);
    }
}
