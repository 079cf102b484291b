using System.Diagnostics.CodeAnalysis;
using GatewayKit.Portal.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Auditing;

/// <summary>Deletes the entries of the audit log that are older than the retention, at the start and then each hour.</summary>
internal sealed partial class AuditTrim(AccountServices services, TimeProvider time, ILogger<AuditTrim> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(s_interval, time);
            do
                await TrimAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The next attempt, or another node, does it.")]
    private async Task TrimAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = await services.OpenAsync(cancellation).ConfigureAwait(false);
            await scope.ServiceProvider.GetRequiredService<AuditLog>().DeleteOldAsync(cancellation).ConfigureAwait(false);
            _hasFailed = false;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (!_hasFailed)
                LogFailed(error.Message);
            _hasFailed = true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old entries of the portal's audit log can't be deleted yet. {Reason}")]
    private partial void LogFailed(string reason);
}
