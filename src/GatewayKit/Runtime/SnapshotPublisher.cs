using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Routing;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>Puts snapshots into force, one after the other, and lets the old ones go when their exchanges have ended.</summary>
internal sealed partial class SnapshotPublisher(
    CurrentSnapshot current, ProxyPublisher proxy, RouteIndex index, KeptClusters clusters, ReloadTelemetry telemetry, WatchedFiles files, TimeProvider time, ILogger<SnapshotPublisher> logger)
{
    /// <summary>After this time it is told that exchanges still hold an old configuration; they are not disturbed.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether the host's routing no longer follows changes.</summary>
    public bool IsStuck => proxy.IsStuck;

    /// <summary>Puts the first snapshot into force, before YARP asks for it.</summary>
    public void Start(GatewaySnapshot snapshot)
    {
        index.Use(snapshot);
        proxy.Start(snapshot);
        current.Replace(snapshot);
        LogActive(snapshot.Revision, ConfigSummary.Of(snapshot, null));
    }

    /// <returns>Whether the snapshot is in force; if not, the one before still is.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever YARP throws, the configuration in force keeps serving.")]
    public async Task<bool> PublishAsync(GatewaySnapshot snapshot, ConfigErrors errors)
    {
        var previous = current.Value!;
        var summary = ConfigSummary.Of(snapshot, previous);
        clusters.Keep(previous);
        index.Use(previous, snapshot);
        try
        {
            await proxy.PublishAsync(snapshot).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            errors.Add("", error.Message);
            await RestoreAsync(previous, snapshot).ConfigureAwait(false);
            return false;
        }

        current.Replace(snapshot);
        index.Use(snapshot);
        files.Keep(snapshot.Files);
        previous.Retire();
        _ = ReportAsync(previous);
        telemetry.Accepted();
        LogActive(snapshot.Revision, summary);
        return true;
    }

    /// <summary>Goes back: YARP has changed clusters, and perhaps routes, by the time it fails.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The endpoints of the previous configuration are still there, whatever YARP throws.")]
    private async Task RestoreAsync(GatewaySnapshot previous, GatewaySnapshot failed)
    {
        try
        {
            await proxy.PublishAsync(previous).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogNotRestored(error);
        }

        index.Use(previous);
        failed.Retire();
    }

    public void CountRefused() => telemetry.Refused();

    /// <summary>Takes the last snapshot out of force and waits for its exchanges.</summary>
    public async Task StopAsync()
    {
        if (current.Replace(null) is not { } last)
            return;

        last.Retire();
        await last.Drained.ConfigureAwait(false);
    }

    private async Task ReportAsync(GatewaySnapshot previous)
    {
        try
        {
            await previous.Drained.WaitAsync(s_patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogStillUsed(previous.Revision, s_patience);
        }
    }

    [LoggerMessage(30, LogLevel.Information, "Configuration {Revision} is active: {Summary}.")]
    private partial void LogActive(long revision, string summary);

    [LoggerMessage(37, LogLevel.Critical, "A rejected configuration could not be taken back completely. Restart the gateway.")]
    private partial void LogNotRestored(Exception error);

    [LoggerMessage(35, LogLevel.Information, "Exchanges that began under configuration {Revision} still run after {Patience}; its plugins stay loaded until they end.")]
    private partial void LogStillUsed(long revision, TimeSpan patience);
}
