using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.FreshApps;

/// <summary>An ASP.NET Core app that references the packages, built and running.</summary>
public sealed class FreshApp : IAsyncLifetime
{
    private const string Program = """
        using GatewayKit.Plugins.KeyAuth;
        using GatewayKit.Plugins.Mock;
        using GatewayKit.Plugins.RateLimit;

        var builder = WebApplication.CreateBuilder(args);
        var gateway = builder.AddGatewayKit()
            .AddPlugin<KeyAuthPlugin>().AddPlugin<MockPlugin>().AddPlugin<RateLimitPlugin>().LoadFromFile("gateway.yaml");
        if (builder.Configuration["redis"] is { } redis)
            gateway.UseRedis(redis, options => options.Timeout = TimeSpan.FromMinutes(1));
        var app = builder.Build();
        app.MapGatewayKit();
        app.Run();
        """;

    private const string Command = "dotnet bin/Release/net10.0/FreshApp.dll --urls http://127.0.0.1:0";

    private Shell? _shell;
    private Server? _server;

    internal Shell Shell => _shell!;

    internal Server Server => _server!;

    public async Task InitializeAsync()
    {
        if (PackageFolder.Missing is not null)
            return;

        _shell = await Newcomer.WithPackagesAsync();
        _shell.Write("FreshApp.csproj", Project(
            ["GatewayKit", "GatewayKit.Loading", "GatewayKit.Redis", "GatewayKit.Testing", .. PackageFolder.Ids("GatewayKit.Plugins.")]));
        _shell.Write("Program.cs", Program);
        _shell.Write("gateway.yaml", SampleConfiguration.Text);
        await _shell.RunAsync("dotnet build -c Release");
        _server = await _shell.ServeAsync(Command);
    }

    /// <summary>Starts the app once more, with Redis.</summary>
    internal Task<Server> StartWithRedisAsync(string address) => Shell.ServeAsync($"{Command} --redis {address}");

    public async Task DisposeAsync() => await (_server?.DisposeAsync() ?? default);

    private static string Project(IEnumerable<string> packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(packages.Select(id => $"<PackageReference Include=\"{id}\" Version=\"{PackageFolder.Version}\" />"))}
          </ItemGroup>
        </Project>
        """;
}
