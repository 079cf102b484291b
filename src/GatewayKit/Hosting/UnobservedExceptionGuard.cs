using GatewayKit.Compilation;
using GatewayKit.Plugins;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Hosting;

/// <summary>Guards the host against unobserved exceptions of plugins, from its start to its end.</summary>
internal sealed class UnobservedExceptionGuard(CurrentSnapshot current, PluginTelemetry telemetry) : IHostedLifecycleService, IDisposable
{
    private object? _guard;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _guard = UnobservedExceptions.Guard(() => current.Value?.Catalog.Modules, telemetry);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => GC.KeepAlive(_guard);
}
