using System.Diagnostics.CodeAnalysis;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using GatewayKit.Plugins.GrpcJson.Json;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.GrpcJson.Reflection;

/// <summary>
/// The services of a cluster. The first request reads them and waits; after the refresh interval, a request starts to read them again in
/// the background. If the upstream fails, the last services stay, and it is asked again after some seconds.
/// </summary>
internal sealed partial class ReflectedCluster(
    ReflectionClient client, string clusterId, GrpcJsonOptions options, JsonRules rules, TimeProvider time,
    ILogger<GrpcJsonPlugin> logger, CancellationToken ended)
{
    private const int MaxLogged = 20;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private ServiceMap? _services;
    private Task? _reading;
    private DateTimeOffset _due;

    /// <summary>Returns the services; null if the upstream hasn't supplied them.</summary>
    public ValueTask<ServiceMap?> GetAsync(GatewayContext context)
    {
        Task? reading;
        lock (_lock)
        {
            if (_reading is null && time.GetUtcNow() >= _due)
                _reading = ReadAsync();

            reading = _reading;
        }

        return _services is { } services || reading is null ? new(_services) : WaitAsync(reading, context.CancellationToken);
    }

    // Each error once, not at each refresh.
    private void LogLeftOut(IReadOnlyList<string> errors)
    {
        foreach (var error in errors.Except(_services?.LeftOut ?? []).Take(MaxLogged))
            LogLeftOut(logger, clusterId, error);
    }

    private async ValueTask<ServiceMap?> WaitAsync(Task reading, CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation).ConfigureAwait(false);
        return _services;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The failure is logged, and tried again.")]
    private async Task ReadAsync()
    {
        // The caller holds the lock, so nothing may complete at once.
        await Task.Yield();
        var next = s_retryAfter;
        try
        {
            using var timeout = new CancellationTokenSource(s_timeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ended);
            var files = await client.ReadAsync(options.Services, both.Token).ConfigureAwait(false);
            var services = ServiceMap.Create(files, options, rules, "reflection", leavesOutInvalid: true);
            LogLeftOut(services.LeftOut);
            _services = services;
            next = options.RefreshInterval;
        }
        catch (Exception error)
        {
            if (!ended.IsCancellationRequested)
                LogFailure(logger, clusterId, error.Message);
        }

        lock (_lock)
        {
            _due = time.GetUtcNow() + next;
            _reading = null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "grpc-json can't read the services of cluster '{Cluster}' by reflection: {Reason} It keeps the last ones, and tries again.")]
    private static partial void LogFailure(ILogger logger, string cluster, string reason);

    [LoggerMessage(2, LogLevel.Warning, "grpc-json leaves out an operation of cluster '{Cluster}': {Error}.")]
    private static partial void LogLeftOut(ILogger logger, string cluster, string error);
}
