using System.Globalization;
using GatewayKit.Kubernetes.Api;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Election;

/// <summary>
/// Elects one of several gateways as the leader, by a lease:
/// <list type="number">
/// <item>a candidate takes the lease if it is free, or wasn't renewed for its duration on the candidate's own clock</item>
/// <item>the leader renews it; if it can't, its token fires before the lease ends for the others</item>
/// <item>when it stops, it releases the lease, so that the next leader doesn't wait</item>
/// </list>
/// </summary>
internal sealed partial class LeaderElection(
    ApiServer api, ElectionSettings settings, TimeProvider time, ILogger<LeaderElection> logger)
{
    private static readonly ApiKind s_leases = new("coordination.k8s.io", "v1", "leases");

    private Lease? _seen;
    private long _seenAt;
    private bool _isFailing;

    /// <summary>Runs until the token fires, and leads whenever this candidate is elected.</summary>
    /// <param name="lead">The work of the leader, which ends soon after its token fires.</param>
    /// <param name="cancellation">Ends the election.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellation)
    {
        while (true)
        {
            var attempted = time.GetTimestamp();
            if (await TryHoldAsync(cancellation).ConfigureAwait(false))
                await LeadAsync(lead, attempted, cancellation).ConfigureAwait(false);
            await Task.Delay(settings.Interval, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> lead, long renewed, CancellationToken cancellation)
    {
        LogLeading(settings.Identity);
        using var term = new CancellationTokenSource(Remaining(renewed), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(term.Token, cancellation);
        var work = lead(both.Token);
        try
        {
            while (true)
            {
                await Task.Delay(settings.Interval, time, both.Token).ConfigureAwait(false);
                var attempted = time.GetTimestamp();
                if (await TryHoldAsync(both.Token).ConfigureAwait(false))
                    term.CancelAfter(Remaining(attempted));
                else if (_seen?.Spec.HolderIdentity is { Length: > 0 } holder && holder != settings.Identity)
                    break;
            }
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            // The term has ended: the gateway stops, or can't renew.
        }
        finally
        {
            await term.CancelAsync().ConfigureAwait(false);
            await WaitAsync(work).ConfigureAwait(false);
            if (cancellation.IsCancellationRequested)
                await ReleaseAsync().ConfigureAwait(false);
            LogEnded(settings.Identity);
        }
    }

    private TimeSpan Remaining(long renewed)
    {
        var rest = settings.Deadline - time.GetElapsedTime(renewed);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private static async Task WaitAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The work ended because its term has ended.
        }
    }

    /// <returns>Whether this candidate holds the lease.</returns>
    private async Task<bool> TryHoldAsync(CancellationToken cancellation)
    {
        try
        {
            var holds = await HoldAsync(cancellation).ConfigureAwait(false);
            _isFailing = false;
            return holds;
        }
        catch (ApiException error) when (error.IsConflict)
        {
            // Another candidate was faster.
            return false;
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            if (!_isFailing)
                LogFailed($"{settings.Namespace}/{settings.Name}", ApiFailure.Describe(error));
            _isFailing = true;
            return false;
        }
    }

    private async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        Lease lease;
        try
        {
            lease = await api.GetAsync<Lease>(s_leases, settings.Namespace, settings.Name, cancellation).ConfigureAwait(false);
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            Observe(await api.CreateAsync<Lease>(s_leases, settings.Namespace, Next(null), cancellation).ConfigureAwait(false));
            return true;
        }

        Observe(lease);
        if (!CanTake(lease.Spec))
            return false;

        Observe(await api.ReplaceAsync<Lease>(s_leases, settings.Namespace, settings.Name, Next(lease), cancellation)
            .ConfigureAwait(false));
        return true;
    }

    private void Observe(Lease lease)
    {
        if (_seen?.Spec != lease.Spec)
            _seenAt = time.GetTimestamp();
        _seen = lease;
    }

    private bool CanTake(LeaseSpec spec)
        => string.IsNullOrEmpty(spec.HolderIdentity) || spec.HolderIdentity == settings.Identity
            || time.GetElapsedTime(_seenAt) >= TimeSpan.FromSeconds(spec.LeaseDurationSeconds ?? settings.Duration.TotalSeconds);

    private Lease Next(Lease? current)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var isRenewal = current?.Spec.HolderIdentity == settings.Identity;
        return new Lease
        {
            ApiVersion = s_leases.ApiVersion,
            Kind = "Lease",
            Metadata = current?.Metadata ?? new V1ObjectMeta { Name = settings.Name, NamespaceProperty = settings.Namespace },
            Spec = new LeaseSpec
            {
                HolderIdentity = settings.Identity,
                LeaseDurationSeconds = (int)settings.Duration.TotalSeconds,
                AcquireTime = isRenewal ? current!.Spec.AcquireTime : now,
                RenewTime = now,
                LeaseTransitions = (current?.Spec.LeaseTransitions ?? 0) + (isRenewal || current is null ? 0 : 1),
            },
        };
    }

    /// <summary>Frees the lease. The host is stopping, so the request has its own time limit.</summary>
    private async Task ReleaseAsync()
    {
        if (_seen is not { } lease || lease.Spec.HolderIdentity != settings.Identity)
            return;

        try
        {
            using var limit = new CancellationTokenSource(settings.Interval, time);
            var free = lease with { Spec = lease.Spec with { HolderIdentity = "", LeaseDurationSeconds = 1 } };
            Observe(await api.ReplaceAsync<Lease>(s_leases, settings.Namespace, settings.Name, free, limit.Token).ConfigureAwait(false));
        }
        catch (Exception error) when (ApiFailure.IsExpected(error) || error is OperationCanceledException)
        {
            LogFailed($"{settings.Namespace}/{settings.Name}", ApiFailure.Describe(error));
        }
    }

    [LoggerMessage(20, LogLevel.Information, "Gateway '{Identity}' is the leader; it writes statuses.")]
    private partial void LogLeading(string identity);

    [LoggerMessage(21, LogLevel.Information, "Gateway '{Identity}' isn't the leader any more.")]
    private partial void LogEnded(string identity);

    [LoggerMessage(22, LogLevel.Warning, "Lease '{Lease}' can't be read or renewed. {Reason}")]
    private partial void LogFailed(string lease, string reason);
}
