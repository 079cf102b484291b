using System.Diagnostics.CodeAnalysis;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Storage;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Renewal;

/// <summary>
/// Keeps the certificates of all hosts up to date. For each host:
/// <list type="number">
/// <item>loads the certificate that this node or another one has stored</item>
/// <item>reads from the record of the host what is next, and when</item>
/// <item>if that is now, takes the lock, and reads both again: another node may have been faster</item>
/// <item>records an attempt before it orders, so that nothing, not even a crash, leads to orders one after the other</item>
/// <item>stores the new certificate, or the time of the next attempt; the earlier certificate stays in use until then</item>
/// </list>
/// </summary>
internal sealed partial class CertificateRenewal(
    AcmeOptions options,
    AcmeRecords records,
    ICertificateIssuer issuer,
    CertificateSet certificates,
    RenewalSchedule schedule,
    AcmeTimings timings,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Loads the stored certificates of all hosts.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var host in options.Hosts)
        {
            try
            {
                await LoadAsync(host, cancellation).ConfigureAwait(false);
                if (await records.ReadHostAsync(host, cancellation).ConfigureAwait(false) is { RetryAt: { } retryAt } record
                    && retryAt > time.GetUtcNow())
                    LogWaiting(host, record.Error ?? "", retryAt);
            }
            catch (AcmeStorageException error)
            {
                LogStorage(host, error.Message);
            }
        }
    }

    /// <summary>Does what is due for each host.</summary>
    /// <returns>The time until the next call.</returns>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellation)
    {
        var next = time.GetUtcNow() + timings.Poll;
        foreach (var host in options.Hosts)
        {
            try
            {
                var at = await VisitAsync(host, cancellation).ConfigureAwait(false);
                next = at < next ? at : next;
            }
            catch (AcmeStorageException error)
            {
                LogStorage(host, error.Message);
            }
        }

        var wait = next - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private async Task<DateTimeOffset> VisitAsync(string host, CancellationToken cancellation)
    {
        var (_, _, _, at) = await ReadAsync(host, cancellation).ConfigureAwait(false);
        if (at > time.GetUtcNow())
            return at;

        var held = await records.TryLockAsync(timings.Lock, cancellation).ConfigureAwait(false);
        if (held is null)
            return time.GetUtcNow() + timings.BusyPoll;

        await using var _ = held.ConfigureAwait(false);
        var (certificate, record, step, due) = await ReadAsync(host, cancellation).ConfigureAwait(false);
        if (due > time.GetUtcNow())
            return due;

        using var limit = new CancellationTokenSource(timings.OrderLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        if (step == RenewalStep.Order)
            await OrderAsync(host, certificate, record, both.Token, cancellation).ConfigureAwait(false);
        else
            await CheckAsync(host, certificate!, record, both.Token, cancellation).ConfigureAwait(false);
        return time.GetUtcNow();
    }

    private async Task<(HostCertificate? Certificate, HostRecord Record, RenewalStep Step, DateTimeOffset At)> ReadAsync(
        string host, CancellationToken cancellation)
    {
        var certificate = await LoadAsync(host, cancellation).ConfigureAwait(false);
        var record = await records.ReadHostAsync(host, cancellation).ConfigureAwait(false) ?? new HostRecord();
        if (record.RetryAt - time.GetUtcNow() > RenewalSchedule.LongestRetry)
        {
            // No attempt waits so long: the clock was wrong, and the certificate would expire.
            record = record with { RetryAt = null };
        }

        var (step, at) = Next(certificate, record, time.GetUtcNow());
        return (certificate, record, step, at);
    }

    private static (RenewalStep Step, DateTimeOffset At) Next(HostCertificate? certificate, HostRecord record, DateTimeOffset now)
    {
        if (certificate is null)
            return (RenewalStep.Order, record.RetryAt ?? now);
        if (record.Certificate != certificate.Id)
            return (RenewalStep.Check, now);

        var order = record.RenewAt ?? now;
        if (record.RetryAt > order)
            order = record.RetryAt.Value;
        return order > now && record.CheckAt < order ? (RenewalStep.Check, record.CheckAt.Value) : (RenewalStep.Order, order);
    }

    private async Task<HostCertificate?> LoadAsync(string host, CancellationToken cancellation)
    {
        // The certificate of another server, which was configured before, is served until this one has issued its own.
        var used = certificates.Get(host, options.Directory);
        var pem = await records.ReadCertificateAsync(host, cancellation).ConfigureAwait(false);
        if (pem is null || (used is not null && pem.AsSpan().SequenceEqual(used.Pem)))
            return used;

        try
        {
            var certificate = HostCertificate.Parse(pem, host);
            certificates.Use(host, certificate, options.Directory);
            LogLoaded(host, certificate.NotAfter);
            return certificate;
        }
        catch (FormatException error)
        {
            LogDamaged(host, error.Message);
            return used;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails, the next attempt waits.")]
    private async Task OrderAsync(
        string host, HostCertificate? earlier, HostRecord record, CancellationToken limited, CancellationToken cancellation)
    {
        var attempt = record with
        {
            Failures = record.Failures + 1,
            RetryAt = schedule.RetryAt(record.Failures + 1, asked: null),
            Error = "The attempt didn't end.",
        };
        await records.WriteHostAsync(host, attempt, cancellation).ConfigureAwait(false);
        var challenge = Challenge(record);
        LogOrdering(host, options.Directory, ChallengeTypes.NameOf(challenge));
        try
        {
            var certificate = await issuer.OrderAsync(host, challenge, earlier, limited).ConfigureAwait(false);
            await UseAsync(host, certificate, challenge, limited, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The gateway stops, or has other options: the order didn't fail.
            await records.WriteHostAsync(host, record, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception error)
        {
            await FailAsync(host, earlier, attempt, error, cancellation).ConfigureAwait(false);
        }
    }

    private AcmeChallenge Challenge(HostRecord record)
    {
        var first = record.Challenge is { } last ? int.Max(options.Challenges.IndexOf(ChallengeTypes.NameOf(last)), 0) : 0;
        return ChallengeTypes.Find(options.Challenges[(first + record.Failures) % options.Challenges.Length])!.Value;
    }

    private async Task UseAsync(
        string host, HostCertificate certificate, AcmeChallenge challenge, CancellationToken limited, CancellationToken cancellation)
    {
        if (certificate.NotAfter <= time.GetUtcNow())
            throw new AcmeException("The server sent an expired certificate. Check the clock of this machine.");

        // The host may have been removed from the options.
        cancellation.ThrowIfCancellationRequested();
        certificates.Use(host, certificate, options.Directory);
        await records.WriteCertificateAsync(host, certificate.Pem, cancellation).ConfigureAwait(false);
        await CheckAsync(host, certificate, new HostRecord { Challenge = challenge }, limited, cancellation).ConfigureAwait(false);
    }

    private async Task FailAsync(
        string host, HostCertificate? earlier, HostRecord attempt, Exception error, CancellationToken cancellation)
    {
        var reason = error is OperationCanceledException
            ? $"The order took longer than {Duration.Format(timings.OrderLimit)}."
            : error.Message;
        var retryAt = schedule.RetryAt(attempt.Failures, (error as AcmeException)?.RetryAfter);
        await records
            .WriteHostAsync(host, attempt with { RetryAt = retryAt, Error = AcmeText.Shorten(reason) }, cancellation)
            .ConfigureAwait(false);
        var unexpected = error is AcmeException or AcmeStorageException or OperationCanceledException ? null : error;
        if (earlier is null)
            LogMissing(unexpected, host, reason, retryAt);
        else
            LogFailed(unexpected, host, reason, retryAt, earlier.NotAfter);
    }

    private async Task CheckAsync(
        string host, HostCertificate certificate, HostRecord record, CancellationToken limited, CancellationToken cancellation)
    {
        RenewalSuggestion? suggestion = null;
        try
        {
            suggestion = await issuer.SuggestAsync(certificate, limited).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AcmeException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogNoSuggestion(host, error.Message);
        }

        // A folder that was emptied, or could not be written before, gets the certificate again.
        if (await records.ReadCertificateAsync(host, cancellation).ConfigureAwait(false) is null)
            await records.WriteCertificateAsync(host, certificate.Pem, cancellation).ConfigureAwait(false);

        var next = schedule.Schedule(certificate, record, suggestion);
        await records.WriteHostAsync(host, next, cancellation).ConfigureAwait(false);
        if (next.Certificate != record.Certificate || next.RenewAt != record.RenewAt)
            LogScheduled(host, certificate.NotAfter, next.RenewAt!.Value);
    }

    [LoggerMessage(1, LogLevel.Information, "Certificate of '{Host}' loaded; it expires at {Expires:u}.")]
    private partial void LogLoaded(string host, DateTimeOffset expires);

    [LoggerMessage(2, LogLevel.Information, "Certificate of '{Host}' ordered from {Directory} with the challenge {Challenge}.")]
    private partial void LogOrdering(string host, string directory, string challenge);

    [LoggerMessage(3, LogLevel.Information, "Certificate of '{Host}' expires at {Expires:u}; it will be renewed at {RenewAt:u}.")]
    private partial void LogScheduled(string host, DateTimeOffset expires, DateTimeOffset renewAt);

    [LoggerMessage(4, LogLevel.Warning,
        "Certificate of '{Host}' not renewed. {Reason} The next attempt is at {RetryAt:u}; the earlier certificate stays in use and "
            + "expires at {Expires:u}.")]
    private partial void LogFailed(Exception? error, string host, string reason, DateTimeOffset retryAt, DateTimeOffset expires);

    [LoggerMessage(5, LogLevel.Error,
        "No certificate for '{Host}'; handshakes for it fail. {Reason} The next attempt is at {RetryAt:u}.")]
    private partial void LogMissing(Exception? error, string host, string reason, DateTimeOffset retryAt);

    [LoggerMessage(6, LogLevel.Information, "The ACME server made no suggestion when to renew the certificate of '{Host}'. {Reason}")]
    private partial void LogNoSuggestion(string host, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The stored certificate of '{Host}' can't be used. {Reason}")]
    private partial void LogDamaged(string host, string reason);

    [LoggerMessage(13, LogLevel.Warning,
        "The last order of a certificate for '{Host}' failed. {Reason} The next attempt is at {RetryAt:u}.")]
    private partial void LogWaiting(string host, string reason, DateTimeOffset retryAt);

    [LoggerMessage(8, LogLevel.Error, "The certificate of '{Host}' can't be checked. {Reason}")]
    private partial void LogStorage(string host, string reason);
}
