using System.Security.Cryptography;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Applications;

/// <summary>
/// The applications of developers: their own, and those to which they belong. Another one doesn't exist. The order of the steps makes each
/// crash harmless:
/// <list type="bullet">
/// <item>create: 1. the row with its entry in the audit log, 2. the consumer; the first key creates a missing consumer</item>
/// <item>delete: 1. the state of the row with the entry, so that no step creates the consumer again, 2. the consumer, so that all keys
/// stop, 3. the row; an application whose deletion isn't finished can be deleted again</item>
/// </list>
/// </summary>
internal sealed class ApplicationList(PortalContext context, ApplicationConsumers consumers, AuditLog audit, TimeProvider time)
{
    public const int Maximum = 20;

    /// <summary>The action of the audit log.</summary>
    public const string Created = "application created";

    private const int IdBytes = 8;

    public Task<List<ApplicationRow>> ReadAsync(Reader reader, CancellationToken cancellation)
        => Of(reader).OrderBy(application => application.Name).ThenBy(application => application.Id).ToListAsync(cancellation);

    /// <summary>Returns an application of a developer; null if the developer doesn't belong to one with this id.</summary>
    public Task<ApplicationRow?> FindAsync(Reader reader, string id, CancellationToken cancellation)
        => Of(reader).FirstOrDefaultAsync(application => application.Id == id, cancellation);

    /// <summary>Returns whether a developer who belongs to an application is one of its owners.</summary>
    public async Task<bool> IsOwnerAsync(Reader reader, ApplicationRow application, CancellationToken cancellation)
        => application.Owner == reader.Id || await context.Members.AnyAsync(
            row => row.Application == application.Id && row.Developer == reader.Id && row.Role == MemberRole.Owner, cancellation)
            .ConfigureAwait(false);

    /// <summary>Creates an application.</summary>
    /// <returns>The application; null if the developer has the maximum number.</returns>
    public async Task<ApplicationRow?> CreateAsync(HttpContext http, Reader reader, string name)
    {
        if (await context.Applications.CountAsync(a => a.Owner == reader.Id, http.RequestAborted).ConfigureAwait(false) >= Maximum)
            return null;

        var application = new ApplicationRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            Owner = reader.Id,
            Name = name,
            Created = time.GetUtcNow().UtcDateTime,
        };
        context.Applications.Add(application);
        audit.Add(http, reader, Created, name, application.Id);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        context.Entry(application).State = EntityState.Detached;
        await consumers.EnsureAsync(application, reader.Email, http.RequestAborted).ConfigureAwait(false);
        return application;
    }

    public Task RenameAsync(HttpContext http, Reader reader, ApplicationRow application, string name)
    {
        context.Attach(application);
        audit.Add(http, reader, "application renamed", $"{application.Name} to {name}", application.Id);
        application.Name = name;
        return context.SaveChangesAsync(http.RequestAborted);
    }

    public async Task DeleteAsync(HttpContext http, Reader reader, ApplicationRow application)
    {
        var id = application.Id;
        context.Attach(application).Entity.State = ApplicationState.Deleting;
        audit.Add(http, reader, "application deleted", application.Name, id);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        await consumers.DeleteAsync([application], reader.Email, $"Delete the application '{id}'.", http.RequestAborted)
            .ConfigureAwait(false);
        await context.Applications.Where(row => row.Id == id).ExecuteDeleteAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private IQueryable<ApplicationRow> Of(Reader reader)
        => context.Applications.AsNoTracking().Where(application => application.Owner == reader.Id
            || context.Members.Any(row => row.Application == application.Id && row.Developer == reader.Id));
}
