using System.Net;
using GatewayKit.Compilation;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Serves health checks, metrics, commands for plugins and the host's own admin endpoints on separate addresses.
/// The server starts before the gateway's server and stops after it, so that health checks report a gateway that is starting or draining.
/// </summary>
internal sealed partial class AdminServer(
    IOptions<AdminOptions> options, IServiceProvider services, CurrentSnapshot current,
    Readiness readiness, IHostApplicationLifetime lifetime, ILoggerFactory loggers) : IHostedLifecycleService, IDisposable
{
    /// <summary>The maximum size of a request body if the host maps endpoints. Commands have no body.</summary>
    private const long MaxBodySize = 1024 * 1024;

    private readonly ILogger _logger = loggers.CreateLogger<AdminServer>();
    private readonly List<AdminListener> _listeners = [];
    private CommandEndpoint? _commands;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var (urls, health) = (options.Value.Urls, options.Value.HealthUrls);
        var hosts = AdminHosts.Of(options.Value);
        var guard = new MetricsGuard(hosts, loggers.CreateLogger<MetricsGuard>());
        if (urls.Count > 0)
        {
            _commands = new CommandEndpoint(new PluginCommands(current, loggers.CreateLogger<PluginCommands>()), hosts);
            var endpoints = AdminEndpoints.Build(services, _commands, guard, options.Value);
            await StartAsync(urls, endpoints, options.Value.Maps.Count > 0 ? MaxBodySize : 0, cancellationToken).ConfigureAwait(false);
        }

        if (options.Value.MetricsUrls is { Count: > 0 } metrics)
        {
            var endpoints = AdminEndpoints.BuildMetrics(services, guard, options.Value.MetricsMaps);
            await StartAsync(metrics, endpoints, maxBodySize: 0, cancellationToken).ConfigureAwait(false);
        }

        foreach (var site in options.Value.Sites)
        {
            var endpoints = AdminEndpoints.BuildSite(services, site.Map);
            await StartAsync(site.Urls, endpoints, MaxBodySize, cancellationToken, LogSite).ConfigureAwait(false);
        }

        if (health.Count > 0)
            await StartAsync(health, endpoints: null, maxBodySize: 0, cancellationToken).ConfigureAwait(false);
        if (services.GetService<IAdminGuard>() is { RequiresCredentials: true })
            return;

        foreach (var url in urls.Where(url => !IsLocal(BindingAddress.Parse(url))))
            LogExposed(url);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_listeners.Select(listener => listener.StopAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
        _commands?.Dispose();
    }

    private async Task StartAsync(
        IEnumerable<string> urls, RequestDelegate? endpoints, long maxBodySize, CancellationToken cancellation,
        Action<string>? log = null)
    {
        var application = new AdminApplication(readiness, lifetime, services.GetRequiredService<IHttpContextFactory>(), endpoints);
        var listener = new AdminListener(urls, loggers, maxBodySize);
        _listeners.Add(listener);
        await listener.StartAsync(application, cancellation).ConfigureAwait(false);
        foreach (var address in listener.Addresses)
            (log ?? LogListening)(address);
    }

    private static bool IsLocal(BindingAddress address)
        => address.IsUnixPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    [LoggerMessage(50, LogLevel.Information, "Health checks are answered on {Address}.")]
    private partial void LogListening(string address);

    [LoggerMessage(52, LogLevel.Information, "Pages of the host are served on {Address}.")]
    private partial void LogSite(string address);

    [LoggerMessage(51, LogLevel.Warning, "The admin address {Address} can be reached from other machines, and its commands don't require "
        + "authentication. Bind it to 127.0.0.1, and use a health address for health checks from other machines (--health-urls, "
        + "UseHealthUrls).")]
    private partial void LogExposed(string address);
}
