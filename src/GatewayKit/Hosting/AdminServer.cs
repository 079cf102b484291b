using GatewayKit.Runtime;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting;

/// <summary>
/// Answers health checks, and takes commands for plugins, on addresses of its own. It starts before the gateway's server and stops after it, so that a
/// gateway that starts or drains says so to whoever sends it requests.
/// </summary>
internal sealed partial class AdminServer(
    IEnumerable<AdminUrl> urls, GatewayRuntime runtime, IHostApplicationLifetime lifetime, ILoggerFactory loggers) : IHostedLifecycleService, IDisposable
{
    private const int MaxConnections = 100;

    private readonly ILogger _logger = loggers.CreateLogger<AdminServer>();
    private KestrelServer? _server;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MaxRequestBodySize = 0;
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);

        var addresses = _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        foreach (var url in urls)
            addresses.Add(url.Value);

        await _server.StartAsync(new AdminApplication(runtime, lifetime, new CommandEndpoint(new PluginCommands(runtime, loggers.CreateLogger<PluginCommands>()))), cancellationToken).ConfigureAwait(false);
        foreach (var address in addresses)
            LogListening(address);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    [LoggerMessage(50, LogLevel.Information, "Health checks are answered on {Address}.")]
    private partial void LogListening(string address);
}
