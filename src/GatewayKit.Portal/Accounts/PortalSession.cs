using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;
using GatewayKit.Store.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// The session of a developer: an encrypted cookie. It isn't an authentication scheme of the host, which would become the default scheme of
/// an app without another one, and would then run for requests to the gateway, too.
/// </summary>
internal sealed class PortalSession(
    AccountServices services, PortalOptions portal, PortalAccountOptions options, TimeProvider time)
{
    private const string AuthenticationType = "GatewayKit.Portal";

    private IDataProtector Protector => services.Protection.CreateProtector("session");

    /// <summary>Identifies the developer for this request. While the database doesn't answer, the reader isn't signed in.</summary>
    public async Task IdentifyAsync(HttpContext http)
    {
        if (http.Features.Get<AccountState>() is not null)
            return;

        var reader = default(Reader);
        try
        {
            reader = await ReadAsync(http).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreUnavailableException || StoreDatabase.IsOfDatabase(error))
        {
            // Public pages work nevertheless.
        }

        Set(http, reader);
    }

    /// <summary>Reads the session again.</summary>
    /// <returns>Whether it is still valid.</returns>
    public async Task<bool> IsValidAsync(HttpContext http)
    {
        // The context has the account of the start of the request.
        var scope = await services.OpenAsync(http).ConfigureAwait(false);
        scope.GetRequiredService<PortalContext>().ChangeTracker.Clear();
        return await ReadAsync(http).ConfigureAwait(false) is not null;
    }

    /// <summary>Begins a session with a new cookie.</summary>
    public void Begin(HttpContext http, string prefix, Developer developer)
    {
        var ticket = new SessionTicket(
            Guid.NewGuid(), developer.Id, developer.SecurityStamp!, time.GetUtcNow() + options.SessionLifetime);
        http.Response.Cookies.Append(
            PortalCookies.Session, ProtectedJson.Protect(Protector, ticket), PortalCookies.Options(prefix));
        Set(http, Reader.Of(developer));
    }

    /// <summary>Ends the session in this browser.</summary>
    public void End(HttpContext http, string prefix)
    {
        http.Response.Cookies.Delete(PortalCookies.Session, PortalCookies.Options(prefix));
        Set(http, null);
    }

    private async Task<Reader?> ReadAsync(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(PortalCookies.Session, out var cookie))
            return null;
        if (ProtectedJson.Unprotect<SessionTicket>(Protector, cookie) is not { } ticket || ticket.Expires <= time.GetUtcNow())
            return null;

        var scope = await services.OpenAsync(http).ConfigureAwait(false);
        var users = scope.GetRequiredService<UserManager<Developer>>();
        var developer = await users.FindByIdAsync(ticket.Developer.ToString()).ConfigureAwait(false);
        return developer is { SecurityStamp: { } stamp } && IsSame(stamp, ticket.Stamp) && IsAllowed(developer)
            ? Reader.Of(developer)
            : null;
    }

    private bool IsAllowed(Developer developer)
        => developer.BlockReason is null
            && (developer.Issuer is null ? developer.EmailConfirmed && options.LocalAccounts : options.OpenIdConnect is not null);

    private static bool IsSame(string stamp, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stamp), Encoding.UTF8.GetBytes(other));

    private void Set(HttpContext http, Reader? reader)
    {
        http.Features.Set(new AccountState(reader));
        if (reader is not null)
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, reader.Id.ToString()), new Claim(ClaimTypes.Name, reader.Name),
                    .. reader.Groups.Select(group => new Claim(portal.GroupClaim, group)),
                ],
                AuthenticationType));
        }
    }
}
