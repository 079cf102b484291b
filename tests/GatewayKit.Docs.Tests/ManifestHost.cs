using GatewayKit.Kubernetes.Manifests;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Docs;

/// <summary>A gateway for manifests, with the first-party plugins.</summary>
public sealed class ManifestHost : IAsyncLifetime
{
    private readonly WebApplication _app;

    public ManifestHost()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var gateway = builder.AddGatewayKit().UseUrls("http://127.0.0.1:0").LoadFromManifests();
        foreach (var assembly in FirstPartyPlugins.Assemblies)
            gateway.AddPluginsFrom(assembly);
        _app = builder.Build();
        _app.MapGatewayKit();
    }

    public ManifestGateway Gateway => _app.Services.GetRequiredService<ManifestGateway>();

    public Task InitializeAsync() => _app.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();
}
