using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// The sessions of developers in the database, which all nodes share. A cookie is valid only while its session is there, so a copy of it
/// ends with the session.
/// </summary>
internal sealed class DeveloperSessions(PortalContext context, PortalAccountOptions options, TimeProvider time)
{
    /// <summary>The maximum number of sessions of a developer. Another one ends the oldest.</summary>
    public const int Maximum = 20;

    private const int TokenBytes = 32;
    private const int MaximumDeleted = 200;

    /// <summary>The time for which a session isn't written again.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(5);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session, and deletes a limited number of those that have expired.</summary>
    /// <returns>The token for the cookie, and the id.</returns>
    public async Task<(string Token, string Id)> BeginAsync(Developer developer, string browser, CancellationToken cancellation)
    {
        var now = Now;
        await context.Sessions.Where(row => row.Expires <= now).OrderBy(row => row.Expires).Take(MaximumDeleted)
            .ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var session = new SessionRow
        {
            Id = IdOf(token),
            Developer = developer.Id,
            Browser = Shorten(browser),
            Created = now,
            Seen = now,
            Expires = now + options.SessionLifetime,
        };
        context.Sessions.Add(session);
        await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await context.Sessions.Where(row => row.Developer == session.Developer).OrderByDescending(row => row.Created).Skip(Maximum)
            .ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        return (token, session.Id);
    }

    /// <summary>Returns a session and its developer; null if it has ended.</summary>
    public async Task<(SessionRow Session, Developer Developer)?> FindAsync(string token, CancellationToken cancellation)
    {
        var (id, now) = (IdOf(token), Now);
        var query =
            from session in context.Sessions.AsNoTracking()
            where session.Id == id && session.Expires > now
            join developer in context.Developers.AsNoTracking() on session.Developer equals developer.Id
            select new { session, developer };
        return await query.FirstOrDefaultAsync(cancellation).ConfigureAwait(false) is { } found
            ? (found.session, found.developer)
            : null;
    }

    /// <summary>Remembers a request, unless another one within five minutes was remembered.</summary>
    public async Task SeeAsync(SessionRow session, CancellationToken cancellation)
    {
        var now = Now;
        if (session.Seen > now - s_step)
            return;

        await context.Sessions.Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.Seen, now), cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the sessions of a developer, the latest first.</summary>
    public Task<List<SessionRow>> ReadAsync(Guid developer, CancellationToken cancellation)
    {
        var now = Now;
        return context.Sessions.AsNoTracking().Where(row => row.Developer == developer && row.Expires > now)
            .OrderByDescending(row => row.Created).ToListAsync(cancellation);
    }

    /// <summary>Ends a session of a developer.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(Guid developer, string id, CancellationToken cancellation)
        => await context.Sessions.Where(row => row.Developer == developer && row.Id == id)
            .ExecuteDeleteAsync(cancellation).ConfigureAwait(false) > 0;

    /// <summary>Ends the sessions of a developer.</summary>
    /// <param name="developer">The developer.</param>
    /// <param name="except">The id of a session that stays; null for none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The number of sessions that have ended.</returns>
    public Task<int> EndAllAsync(Guid developer, string? except, CancellationToken cancellation)
        => context.Sessions.Where(row => row.Developer == developer && row.Id != except).ExecuteDeleteAsync(cancellation);

    private static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Returns a text that every database can store and a page can show.</summary>
    private static string Shorten(string browser)
    {
        var text = string.Concat(browser.EnumerateRunes().Where(IsVisible));
        var length = Math.Min(text.Length, SessionRow.MaximumBrowserLength);
        return length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
