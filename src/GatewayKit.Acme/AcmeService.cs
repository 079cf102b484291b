using System.Text.Json;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme;

/// <summary>
/// Follows the options of <c>tls.acme</c>:
/// <list type="number">
/// <item>at the start, loads the stored certificates before the first connection, and begins to work when the gateway listens</item>
/// <item>when the options change, stops the work for the earlier ones and starts that for the new ones</item>
/// <item>removes the certificates of hosts that are no longer listed at once</item>
/// </list>
/// </summary>
internal sealed partial class AcmeService(
    IServiceProvider services, CertificateSet certificates, ChallengeBoard board, AcmeTimings timings, TimeProvider time,
    ILogger<AcmeService> logger) : ITlsAcme, IHostedLifecycleService, IDisposable
{
    /// <summary>A storage that doesn't respond must not keep the gateway from starting.</summary>
    private static readonly TimeSpan s_longestLoad = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AcmeSession? _session;
    private Task _last = Task.CompletedTask;
    private string? _content;
    private bool _isStopped;

    public Type OptionsType => typeof(AcmeOptions);

    public IEnumerable<OptionsError> Check(object options, string folder)
        => options is AcmeOptions { TrustedRoots: { } file } && ServerRoots.Problem(file, folder) is { } problem
            ? [new OptionsError("trustedRoots", problem)]
            : [];

    public void Activate(object? options, string folder)
    {
        lock (_lock)
        {
            var acme = options as AcmeOptions;
            var content = acme is null ? null : $"{folder}\n{JsonSerializer.Serialize(acme, OptionsJson.Default.AcmeOptions)}";
            if (_isStopped || content == _content)
                return;

            _content = content;
            Stop();
            certificates.Keep(acme?.Hosts ?? []);
            if (acme is not null)
                Start(acme, folder);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _listening.TrySetResult();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        await _last.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        lock (_lock)
        {
            _isStopped = true;
            Stop();
        }
    }

    private void Stop()
    {
        if (_session is not { } session)
            return;

        _session = null;
        _last = session.StopAsync();
        session.Dispose();
        board.Clear();
    }

    private void Start(AcmeOptions configured, string folder)
    {
        var options = configured with { Hosts = [.. configured.Hosts.Select(host => host.ToLowerInvariant())] };
        var storage = services.GetService<IAcmeStorage>() ?? new FileAcmeStorage(Path.GetFullPath(options.Storage, folder), time);
        var records = new AcmeRecords(storage, new Uri(options.Directory));
        var issuer = new AcmeIssuer(options, folder, records, board, time, logger);
        var schedule = new RenewalSchedule(options.RenewBefore, time, Random.Shared);
        var renewal = new CertificateRenewal(options, records, issuer, certificates, schedule, timings, time, logger);

        if (!Task.Run(() => renewal.LoadAsync(CancellationToken.None)).ContinueWith(_ => { }, TaskScheduler.Default).Wait(s_longestLoad))
            LogSlow();

        _session = new AcmeSession(renewal, records, board, timings, time, logger);
        var listeners = new ListenerCheck(services.GetService<IServer>(), logger);
        _session.Start(_last, _listening.Task, () => listeners.Check(options.Challenges));
    }

    [LoggerMessage(11, LogLevel.Warning, "The ACME storage doesn't respond. The gateway starts without its certificates.")]
    private partial void LogSlow();
}
