using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting;

/// <summary>
/// Starts the gateway when the app maps it. A rejected configuration ends the start of the host before any of its services is
/// started, or, if only the host's complete pipeline shows the error, at the end of the start. The host then logs it once.
/// </summary>
internal sealed partial class GatewayStart(GatewayLifetime lifetime, CurrentSnapshot current, ILogger<GatewayStart> logger)
    : IHostedLifecycleService
{
    private bool _isHostStarting;

    /// <exception cref="GatewayConfigException">The configuration is rejected, and the host is already starting.</exception>
    public void Map()
    {
        try
        {
            lifetime.Start();
        }
        catch (GatewayConfigException) when (!Volatile.Read(ref _isHostStarting))
        {
            // The exception is kept for the start of the host.
        }
    }

    /// <exception cref="GatewayConfigException">The configuration is rejected.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isHostStarting, true);
        return current.Rejection is { } rejection ? throw rejection : Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="GatewayConfigException">The configuration needs a middleware that the host doesn't use.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (current.Rejection is { } rejection)
            throw rejection;
        if (current.Value is null)
            LogNotMapped();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(57, LogLevel.Warning,
        "The gateway isn't mapped and doesn't serve its routes. Call app.MapGatewayKit() before app.Run().")]
    private partial void LogNotMapped();
}
