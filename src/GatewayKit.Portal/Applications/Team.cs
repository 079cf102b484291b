using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Applications;

/// <summary>The members of an application, and those who are invited. Callers check that the reader is an owner.</summary>
internal sealed class Team(PortalContext context, AccountMessages messages, AuditLog audit, TimeProvider time)
{
    /// <summary>The maximum number of members and invitations of an application.</summary>
    public const int Maximum = 20;

    /// <summary>The maximum number of invitations that a developer sends within a day, also of those that were withdrawn.</summary>
    public const int MaximumPerDay = 50;

    /// <summary>The time for which an invitation is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const string Invited = "member invited";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Reads the members: first the developer who created the application.</summary>
    public async Task<IReadOnlyList<TeamMember>> ReadAsync(ApplicationRow application, CancellationToken cancellation)
    {
        var members = await context.Members.AsNoTracking().Where(row => row.Application == application.Id).OrderBy(row => row.Added)
            .ToListAsync(cancellation).ConfigureAwait(false);
        var ids = members.Select(member => member.Developer).Append(application.Owner).ToList();
        var developers = await context.Developers.AsNoTracking().Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation).ConfigureAwait(false);
        return [
            new TeamMember(developers[application.Owner], MemberRole.Owner, IsCreator: true),
            .. members.Where(member => developers.ContainsKey(member.Developer))
                .Select(member => new TeamMember(developers[member.Developer], member.Role, IsCreator: false)),
        ];
    }

    /// <summary>Reads the invitations that are still valid.</summary>
    public Task<List<InvitationRow>> ReadInvitationsAsync(ApplicationRow application, CancellationToken cancellation)
    {
        var now = Now;
        return context.Invitations.AsNoTracking().Where(row => row.Application == application.Id && row.Expires > now)
            .OrderBy(row => row.Email).ToListAsync(cancellation);
    }

    /// <summary>Invites the developer with an address. The answer doesn't show whether there is one.</summary>
    /// <returns>The error; null if the developer is invited.</returns>
    public async Task<string?> InviteAsync(HttpContext http, Reader reader, ApplicationRow application, string email, MemberRole role)
    {
        var now = Now;
        var yesterday = now - TimeSpan.FromDays(1);
        if (!PortalNames.IsEmail(email))
            return "Enter the e-mail address of a developer.";
        if ((await ReadAsync(application, http.RequestAborted).ConfigureAwait(false)).Any(member => IsSame(member.Email, email)))
            return "The developer already belongs to the application.";
        if (await context.Audit.CountAsync(
            entry => entry.Actor == reader.Id && entry.Time > yesterday && entry.Action == Invited, http.RequestAborted)
            .ConfigureAwait(false) >= MaximumPerDay)
            return $"You have sent {MaximumPerDay} invitations within a day, the maximum. Try again tomorrow.";

        var key = InvitationRow.KeyOf(email);
        await context.Invitations
            .Where(row => row.Application == application.Id && (row.Expires <= now || row.Email == key))
            .ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
        context.Invitations.Add(new InvitationRow
        {
            Application = application.Id,
            Email = key,
            Role = role,
            Sender = reader.Email,
            Expires = now + Lifetime,
        });
        audit.Add(http, reader, Invited, $"{email} as {NameOf(role)}", application.Id);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);

        // The row comes first, so that owners who invite at the same time don't exceed the limit.
        if (await CountAsync(application, http.RequestAborted).ConfigureAwait(false) > Maximum)
        {
            await WithdrawAsync(http, reader, application, email).ConfigureAwait(false);
            return $"An application can have up to {Maximum} members and invitations. Remove one first.";
        }

        messages.SendInvitation(email, reader.Email);
        return null;
    }

    /// <summary>Withdraws an invitation.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> WithdrawAsync(HttpContext http, Reader reader, ApplicationRow application, string email)
    {
        var key = InvitationRow.KeyOf(email);
        var isDeleted = await context.Invitations.Where(row => row.Application == application.Id && row.Email == key)
            .ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false) > 0;
        if (isDeleted)
            await audit.WriteAsync(http, reader, "invitation withdrawn", email, application.Id).ConfigureAwait(false);
        return isDeleted;
    }

    /// <summary>Removes a member, who loses all rights at once, or lets a member leave.</summary>
    /// <returns>Whether the developer was a member. The one who created the application isn't.</returns>
    public async Task<bool> RemoveAsync(HttpContext http, Reader reader, ApplicationRow application, Guid developer)
    {
        var isDeleted = await context.Members.Where(row => row.Application == application.Id && row.Developer == developer)
            .ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false) > 0;
        if (isDeleted)
        {
            var email = await context.Developers.Where(row => row.Id == developer).Select(row => row.Email ?? row.ProviderEmail)
                .FirstOrDefaultAsync(http.RequestAborted).ConfigureAwait(false);
            await audit.WriteAsync(
                http, reader, developer == reader.Id ? "application left" : "member removed", email ?? developer.ToString(), application.Id)
                .ConfigureAwait(false);
        }

        return isDeleted;
    }

    public static string NameOf(MemberRole role) => role == MemberRole.Owner ? "owner" : "member";

    private async Task<int> CountAsync(ApplicationRow application, CancellationToken cancellation)
        => await context.Members.CountAsync(row => row.Application == application.Id, cancellation).ConfigureAwait(false)
            + await context.Invitations.CountAsync(row => row.Application == application.Id, cancellation).ConfigureAwait(false);

    private static bool IsSame(string email, string other) => email.Equals(other, StringComparison.OrdinalIgnoreCase);
}
