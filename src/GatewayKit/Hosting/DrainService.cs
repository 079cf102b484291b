using System.Runtime.InteropServices;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Draining;
using GatewayKit.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting;

/// <summary>
/// Stops the gateway gracefully: readiness turns red and connections close after their response while requests are still accepted;
/// then WebSockets are closed, the server stops listening, and exchanges in flight finish. A second signal ends the wait.
/// </summary>
internal sealed class DrainService(
    GatewayLifetime lifetime,
    CurrentSnapshot current, Readiness readiness, ConnectionDrain drain, IOptions<HostOptions> host, TimeProvider time)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan s_delayOnTermination = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _secondSignal = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _signalCount;
    private bool _isTerminated;

    /// <summary>Canceled by a second signal, which ends every wait.</summary>
    public CancellationToken SecondSignal => _secondSignal.Token;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        lifetime.AcceptStart();
        if (current.Value is { } snapshot)
            host.Value.ShutdownTimeout = Delay(s_delayOnTermination) + (snapshot.Config.Shutdown ?? new()).ShutdownTimeout;
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.IsDraining = true;
        drain.Begin();
        var delay = Delay(Volatile.Read(ref _isTerminated) ? s_delayOnTermination : TimeSpan.Zero);
        if (delay > TimeSpan.Zero)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _secondSignal.Token);
            await Task.Delay(delay, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Not earlier: a client that reconnects would reach this gateway again.
        drain.CloseTunnels();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _secondSignal.Dispose();
    }

    private TimeSpan Delay(TimeSpan otherwise)
        => current.Value is { } snapshot ? snapshot.Config.Shutdown?.DrainDelay ?? otherwise : TimeSpan.Zero;

    private void OnSignal(PosixSignalContext context)
    {
        if (context.Signal == PosixSignal.SIGTERM)
            Volatile.Write(ref _isTerminated, true);
        if (Interlocked.Increment(ref _signalCount) > 1)
            _secondSignal.Cancel();
    }
}
