using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Listening.Sockets;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Routing;
using GatewayKit.Telemetry;
using GatewayKit.Tls;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>
/// Publishes a snapshot, which takes effect as a whole at one moment, in this order:
/// <list type="number">
/// <item>the clusters of the active snapshot are kept for exchanges that are still running</item>
/// <item>the route index accepts both snapshots, because YARP switches from one to the other</item>
/// <item>YARP gets the routes and clusters; when the host's routing uses them, new requests match the new snapshot
/// (<see cref="ProxyPublisher"/>)</item>
/// <item>if that fails, YARP gets the routes and clusters of the active snapshot again, the new snapshot is retired,
/// and the errors are returned</item>
/// <item>the new snapshot becomes the current one, new connections use its settings of TLS, the route index drops the previous one, and
/// the sockets of its listeners are opened</item>
/// <item>only the files that the new snapshot's plugins read are still watched</item>
/// <item>the previous snapshot is retired: it accepts no new exchanges, and disposes its plugins after the last exchange has exited;
/// a long wait is logged</item>
/// <item>the reload is counted and logged</item>
/// </list>
/// The first snapshot goes only through steps 2, 3 and 5, and is logged: there is no previous one, and YARP reads it when it is mapped.
/// </summary>
internal sealed partial class SnapshotPublisher(
    CurrentSnapshot current, ProxyPublisher proxy, RouteIndex index,
    KeptClusters clusters, SnapshotTelemetry telemetry, WatchedFiles files, TlsState tls, TimeProvider time,
    ILogger<SnapshotPublisher> logger, ListenerSockets? listeners = null)
{
    /// <summary>The time after which exchanges of an old configuration are reported. They aren't interrupted.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>End when the earlier snapshots have disposed their plugins. Snapshots are published one after the other.</summary>
    private readonly List<Task> _retired = [];

    /// <summary>Gets whether the host's routing no longer follows changes.</summary>
    public bool IsStuck => proxy.IsStuck;

    /// <summary>Publishes the first snapshot, before YARP reads its configuration.</summary>
    public void Start(GatewaySnapshot snapshot)
    {
        index.Use(snapshot);
        proxy.Start(snapshot);
        current.Replace(snapshot);
        tls.Activate(snapshot.Tls);
        listeners?.Activate(snapshot);
        telemetry.Activate(snapshot);
        LogActive(snapshot.Revision, ConfigSummary.Of(snapshot, null));
    }

    /// <returns>Whether the snapshot is active; if not, the previous one is still active.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "If YARP throws any exception, the active configuration stays active.")]
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
        tls.Activate(snapshot.Tls);
        index.Use(snapshot);
        listeners?.Activate(snapshot);
        files.Keep(snapshot.Files);
        previous.Retire();
        _retired.RemoveAll(drained => drained.IsCompleted);
        _retired.Add(previous.Drained);
        _ = ReportAsync(previous);
        telemetry.Activate(snapshot);
        telemetry.Accepted();
        LogActive(snapshot.Revision, summary);
        return true;
    }

    /// <summary>Restores the previous snapshot: when YARP fails, it has already changed clusters, and perhaps routes.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The endpoints of the previous configuration still exist, even if YARP throws.")]
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

    /// <summary>Retires the last snapshot, and waits for its exchanges and those of earlier ones.</summary>
    public async Task StopAsync()
    {
        if (current.Replace(null) is not { } last)
            return;

        last.Retire();
        await Task.WhenAll([.. _retired, last.Drained]).ConfigureAwait(false);
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

    [LoggerMessage(37, LogLevel.Critical, "A rejected configuration could not be rolled back completely. Restart the gateway.")]
    private partial void LogNotRestored(Exception error);

    [LoggerMessage(35, LogLevel.Information,
        "Exchanges of configuration {Revision} are still running after {Patience}; its plugins stay loaded until they end.")]
    private partial void LogStillUsed(long revision, TimeSpan patience);
}
