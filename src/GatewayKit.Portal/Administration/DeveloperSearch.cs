using System.Diagnostics.CodeAnalysis;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Administration;

/// <summary>Finds developers and applications for administrators.</summary>
internal sealed class DeveloperSearch(PortalContext context, IGatewayStore store)
{
    /// <summary>The maximum number of developers of a result.</summary>
    public const int Maximum = 50;

    private const string ConsumerPrefix = "app-";

    /// <summary>Finds developers by the beginning of their address, or by the consumer of an application; without a text, those who are
    /// blocked or have a blocked application.</summary>
    public async Task<IReadOnlyList<KnownDeveloper>> FindAsync(string text, CancellationToken cancellation)
    {
        var found = await Find(text).AsNoTracking().OrderBy(developer => developer.Name).ThenBy(developer => developer.Id)
            .Take(Maximum).ToListAsync(cancellation).ConfigureAwait(false);
        var ids = found.Select(developer => developer.Id).ToList();
        var rows = await context.Applications.AsNoTracking().Where(row => ids.Contains(row.Owner)).OrderBy(row => row.Name)
            .ToListAsync(cancellation).ConfigureAwait(false);
        var content = await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false);
        var applications = rows.ToLookup(row => row.Owner);
        return [.. found.Select(developer => new KnownDeveloper(
            developer,
            [.. applications[developer.Id].Select(row => new KnownApplication(
                row, developer.BlockReason is not null, content.Find(ApplicationConsumers.KeyOf(row)) is not null))]))];
    }

    [SuppressMessage("Performance", "CA1862:Use the 'StringComparison' method overloads",
        Justification = "The database compares, and has no StringComparison.")]
    private IQueryable<Developer> Find(string text)
    {
        if (text.Length == 0)
        {
            return context.Developers.Where(developer => developer.BlockReason != null
                || context.Applications.Any(row => row.Owner == developer.Id && row.BlockReason != null));
        }

        var id = text.StartsWith(ConsumerPrefix, StringComparison.OrdinalIgnoreCase)
            ? text[ConsumerPrefix.Length..].ToLowerInvariant()
            : "";
        var upper = text.ToUpperInvariant();
        return context.Developers.Where(developer => developer.NormalizedEmail!.StartsWith(upper)
            || developer.ProviderEmail!.ToUpper().StartsWith(upper)
            || context.Applications.Any(row => row.Owner == developer.Id && row.Id == id));
    }
}
