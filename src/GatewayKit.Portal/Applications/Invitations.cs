using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Applications;

/// <summary>The invitations of a developer: those for the confirmed address of the account.</summary>
internal sealed class Invitations(PortalContext context, AuditLog audit, TimeProvider time)
{
    /// <summary>The maximum number of applications of other developers to which one belongs.</summary>
    public const int MaximumMemberships = 100;

    private const int MaximumShown = 50;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<Invitation>> ReadAsync(Reader reader, CancellationToken cancellation)
    {
        if (!reader.IsEmailConfirmed)
            return [];

        var (key, now) = (InvitationRow.KeyOf(reader.Email), Now);
        var found = await context.Invitations.AsNoTracking().Where(row => row.Email == key && row.Expires > now)
            .Join(
                context.Applications.AsNoTracking().Where(row => row.State != ApplicationState.Deleting), row => row.Application,
                application => application.Id, (row, application) => new { row, application })
            .OrderBy(pair => pair.row.Expires).Take(MaximumShown).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. found.Select(pair => new Invitation(pair.row, pair.application))];
    }

    /// <summary>Accepts or declines an invitation.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> AnswerAsync(HttpContext http, Reader reader, string application, bool isAccepted)
    {
        var (key, now, id) = (InvitationRow.KeyOf(reader.Email), Now, reader.Id);
        if (!reader.IsEmailConfirmed
            || await context.Invitations.FirstOrDefaultAsync(
                row => row.Application == application && row.Email == key && row.Expires > now, http.RequestAborted)
                .ConfigureAwait(false) is not { } invitation
            || (isAccepted && await context.Members.CountAsync(row => row.Developer == id, http.RequestAborted)
                .ConfigureAwait(false) >= MaximumMemberships))
            return false;

        context.Invitations.Remove(invitation);
        if (isAccepted && !await BelongsAsync(application, id, http.RequestAborted).ConfigureAwait(false))
        {
            context.Members.Add(new MemberRow
            {
                Application = application,
                Developer = id,
                Role = invitation.Role,
                Added = now,
            });
        }

        audit.Add(
            http, reader, isAccepted ? "invitation accepted" : "invitation declined", $"as {Team.NameOf(invitation.Role)}", application);
        try
        {
            await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // An owner has withdrawn it meanwhile. Nothing was saved.
            return false;
        }
    }

    private async Task<bool> BelongsAsync(string application, Guid developer, CancellationToken cancellation)
        => await context.Members.AnyAsync(row => row.Application == application && row.Developer == developer, cancellation)
                .ConfigureAwait(false)
            || await context.Applications.AnyAsync(row => row.Id == application && row.Owner == developer, cancellation)
                .ConfigureAwait(false);
}
