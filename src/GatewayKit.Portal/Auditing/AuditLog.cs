using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Auditing;

/// <summary>The audit log: who did what, when and from where. An entry is saved together with the change that it describes.</summary>
internal sealed class AuditLog(PortalContext context, PortalAccountOptions options, TimeProvider time)
{
    /// <summary>The number of entries of a page.</summary>
    public const int PageSize = 100;

    private const int MaximumDetail = 500;
    private const int MaximumDeleted = 200;

    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromDays(366);

    /// <summary>Adds an entry, which the next <c>SaveChangesAsync</c> of the context saves.</summary>
    public void Add(HttpContext http, Reader actor, string action, string detail, string? application = null)
        => context.Audit.Add(new AuditRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Time = time.GetUtcNow().UtcDateTime,
            Actor = actor.Id,
            ActorEmail = actor.Email,
            Action = action,
            Application = application,
            Detail = detail.Length > MaximumDetail ? detail[..MaximumDetail] : detail,
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
        });

    /// <summary>Saves an entry at once.</summary>
    public Task WriteAsync(HttpContext http, Reader actor, string action, string detail = "", string? application = null)
    {
        Add(http, actor, action, detail, application);
        return context.SaveChangesAsync(http.RequestAborted);
    }

    /// <summary>Returns the time of an action; null if the log doesn't have it.</summary>
    public async Task<DateTimeOffset?> FindTimeAsync(string application, string action, string detail, CancellationToken cancellation)
        => await context.Audit.Where(entry => entry.Application == application && entry.Action == action && entry.Detail == detail)
            .OrderByDescending(entry => entry.Time).Select(entry => (DateTime?)entry.Time).FirstOrDefaultAsync(cancellation)
            .ConfigureAwait(false) is { } found
            ? new DateTimeOffset(DateTime.SpecifyKind(found, DateTimeKind.Utc))
            : null;

    /// <summary>Returns the time of a developer's action since a time; null if there are fewer. The latest action has the number
    /// 1.</summary>
    public async Task<DateTimeOffset?> FindTimeAsync(
        Reader actor, string action, DateTimeOffset since, int number, CancellationToken cancellation)
    {
        var start = since.UtcDateTime;
        return await context.Audit.Where(entry => entry.Actor == actor.Id && entry.Time > start && entry.Action == action)
            .OrderByDescending(entry => entry.Time).Skip(number - 1).Select(entry => (DateTime?)entry.Time)
            .FirstOrDefaultAsync(cancellation).ConfigureAwait(false) is { } found
            ? new DateTimeOffset(DateTime.SpecifyKind(found, DateTimeKind.Utc))
            : null;
    }

    /// <summary>Reads a page of the entries of a developer, the latest first.</summary>
    /// <param name="actor">The developer.</param>
    /// <param name="page">The number of the page, from 0.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The entries, up to one more than those of the page.</returns>
    public Task<List<AuditRow>> ReadAsync(Reader actor, int page, CancellationToken cancellation)
        => ReadAsync(context.Audit.Where(entry => entry.Actor == actor.Id), page, cancellation);

    /// <summary>Reads a page of the entries of an application, those of all developers, the latest first.</summary>
    /// <inheritdoc cref="ReadAsync(Reader, int, CancellationToken)" />
    public Task<List<AuditRow>> ReadAsync(ApplicationRow application, int page, CancellationToken cancellation)
        => ReadAsync(context.Audit.Where(entry => entry.Application == application.Id), page, cancellation);

    /// <summary>Deletes the entries that are older than the retention, the oldest first.</summary>
    public async Task DeleteOldAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var end = (now - options.AuditRetention).UtcDateTime;

        // The rotation of a key reads when it was issued.
        var issued = (now - s_longestLifetime).UtcDateTime;
        var old = context.Audit
            .Where(entry => entry.Time < end && (entry.Action != ApplicationKeys.Issued || entry.Time < issued))
            .OrderBy(entry => entry.Time).Take(MaximumDeleted);

        // Many short commands, which block others only shortly.
        while (await old.ExecuteDeleteAsync(cancellation).ConfigureAwait(false) == MaximumDeleted)
        {
        }
    }

    private static Task<List<AuditRow>> ReadAsync(IQueryable<AuditRow> entries, int page, CancellationToken cancellation)
        => entries.AsNoTracking().OrderByDescending(entry => entry.Time).ThenByDescending(entry => entry.Id)
            .Skip(page * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
}
