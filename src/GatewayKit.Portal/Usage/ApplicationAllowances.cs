using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database.Rows;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Usage;

/// <summary>Reads what is left of the limits of an application: those of its groups, and its own. Nothing is counted.</summary>
internal sealed partial class ApplicationAllowances(
    CurrentSnapshot current, TimeProvider time, ILogger<ApplicationAllowances> logger)
{
    /// <summary>The name of limits that no plan has.</summary>
    public const string Others = "Other";

    private const int Maximum = 50;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads the limits; none if the gateway doesn't know the consumer of the application yet.</summary>
    public async Task<IReadOnlyList<AllowanceRow>> ReadAsync(
        ApplicationRow application, PortalContent content, CancellationToken cancellation)
    {
        while (current.Value is { } snapshot)
        {
            if (!snapshot.TryEnter())
                continue;

            try
            {
                return await ReadAsync(snapshot, application, content, cancellation).ConfigureAwait(false);
            }
            finally
            {
                snapshot.Exit();
            }
        }

        return [];
    }

    private async Task<IReadOnlyList<AllowanceRow>> ReadAsync(
        GatewaySnapshot snapshot, ApplicationRow application, PortalContent content, CancellationToken cancellation)
    {
        if (snapshot.Consumers?.Find(tenant: null, application.Consumer) is not { } consumer
            || snapshot.Callers?.For(consumer) is not { } scope)
            return [];

        var reads = new PlacedEntries().With(scope.Entries)
            .Where(placed => placed.IsEnabled && !placed.Entry.Type.Module.IsQuarantined)
            .Select(placed => (placed.Entry.Placement, Reporter: placed.Entry.Shared?.Plugin as IAllowanceReporter))
            .Where(entry => entry.Reporter is not null)
            .Take(Maximum)
            .Select(entry => ReadAsync(entry.Reporter!, entry.Placement, consumer, NameOf(entry.Placement, content), cancellation));
        return [.. (await Task.WhenAll(reads).ConfigureAwait(false)).SelectMany(rows => rows)];
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The other limits are shown.")]
    private async Task<IEnumerable<AllowanceRow>> ReadAsync(
        IAllowanceReporter reporter, PluginPlacement placement, Consumer consumer, string name, CancellationToken cancellation)
    {
        try
        {
            var allowances = await Task.Run(() => reporter.ReadAllowancesAsync(consumer, cancellation).AsTask(), cancellation)
                .WaitAsync(s_patience, time, cancellation).ConfigureAwait(false);
            var now = time.GetUtcNow();
            return [.. allowances.Take(Maximum).Select(allowance => new AllowanceRow(name, allowance) { Renewed = now + allowance.Reset })];
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(error, placement.Key);
            return [new AllowanceRow(name, null)];
        }
    }

    private static string NameOf(PluginPlacement placement, PortalContent content)
    {
        var plans = content.Plans
            .Where(plan => placement.Scope == PluginScope.Group
                && plan.Value.Group.Equals(placement.ScopeId, StringComparison.OrdinalIgnoreCase))
            .Select(plan => plan.Value.Title ?? plan.Key).Order(StringComparer.OrdinalIgnoreCase);
        return string.Join(", ", plans) is { Length: > 0 } titles ? titles : Others;
    }

    [LoggerMessage(1, LogLevel.Warning, "The portal can't read what is left of the limit '{Entry}'.")]
    private partial void LogFailed(Exception error, string entry);
}
