using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;
using GatewayKit.Store.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// The session of a developer: an encrypted cookie with the token of a session in the database. It isn't an authentication scheme of the
/// host, which would become the default scheme of an app without another one, and would then run for requests to the gateway, too.
/// </summary>
internal sealed class PortalSession(AccountServices services, PortalOptions portal, PortalAccountOptions options)
{
    private const string AuthenticationType = "GatewayKit.Portal";

    private static readonly AccountState s_none = new(null, null);

    private IDataProtector Protector => services.Protection.CreateProtector("session");

    /// <summary>Identifies the developer for this request. While the database doesn't answer, the reader isn't signed in.</summary>
    public async Task IdentifyAsync(HttpContext http)
    {
        if (http.Features.Get<AccountState>() is not null)
            return;

        var state = s_none;
        try
        {
            state = await ReadAsync(http).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreUnavailableException || StoreDatabase.IsOfDatabase(error))
        {
            // Public pages work nevertheless.
        }

        Set(http, state);
    }

    /// <summary>Reads the session again.</summary>
    /// <returns>Whether it is still valid.</returns>
    public async Task<bool> IsValidAsync(HttpContext http) => (await ReadAsync(http).ConfigureAwait(false)).Reader is not null;

    /// <summary>Begins a session with a new cookie. Another session of this browser ends, and the browser is a known one of a local
    /// account.</summary>
    public async Task BeginAsync(HttpContext http, string prefix, Developer developer)
    {
        await EndCurrentAsync(http).ConfigureAwait(false);
        var scope = await services.OpenAsync(http).ConfigureAwait(false);
        var (token, id) = await scope.GetRequiredService<DeveloperSessions>()
            .BeginAsync(developer, http.Request.Headers.UserAgent.ToString(), http.RequestAborted).ConfigureAwait(false);
        http.Response.Cookies.Append(
            PortalCookies.Session, ProtectedJson.Protect(Protector, new SessionTicket(token, developer.SecurityStamp!)),
            PortalCookies.Options(prefix));
        if (developer.Issuer is null)
            scope.GetRequiredService<KnownBrowsers>().Remember(http, prefix, developer);
        Set(http, new AccountState(Reader.Of(developer), id));
        await scope.GetRequiredService<AuditLog>()
            .WriteAsync(http, Reader.Of(developer), "signed in", developer.Issuer ?? "").ConfigureAwait(false);
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task EndAsync(HttpContext http, string prefix)
    {
        await EndCurrentAsync(http).ConfigureAwait(false);
        http.Response.Cookies.Delete(PortalCookies.Session, PortalCookies.Options(prefix));
        Set(http, s_none);
    }

    private async Task EndCurrentAsync(HttpContext http)
    {
        if (http.Features.Get<AccountState>() is { Reader: { } reader, Session: { } id })
        {
            await (await SessionsAsync(http).ConfigureAwait(false)).EndAsync(reader.Id, id, http.RequestAborted)
                .ConfigureAwait(false);
        }
    }

    private async Task<DeveloperSessions> SessionsAsync(HttpContext http)
        => (await services.OpenAsync(http).ConfigureAwait(false)).GetRequiredService<DeveloperSessions>();

    private async Task<AccountState> ReadAsync(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(PortalCookies.Session, out var cookie)
            || ProtectedJson.Unprotect<SessionTicket>(Protector, cookie) is not { Token: { } token, Stamp: { } stamp })
            return s_none;

        var sessions = await SessionsAsync(http).ConfigureAwait(false);
        if (await sessions.FindAsync(token, http.RequestAborted).ConfigureAwait(false) is not ({ } session, { } developer)
            || !IsSame(developer.SecurityStamp!, stamp) || !IsAllowed(developer))
            return s_none;

        await SeeAsync(sessions, session, http.RequestAborted).ConfigureAwait(false);
        return new AccountState(Reader.Of(developer), session.Id);
    }

    /// <summary>Writes when the session was last seen. The time is only shown, so a database that can't be written ends no
    /// session.</summary>
    private static async Task SeeAsync(DeveloperSessions sessions, SessionRow session, CancellationToken cancellation)
    {
        try
        {
            await sessions.SeeAsync(session, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (StoreDatabase.IsOfDatabase(error))
        {
            // The next request tries it again.
        }
    }

    private bool IsAllowed(Developer developer)
        => developer.BlockReason is null
            && (developer.Issuer is null ? developer.EmailConfirmed && options.LocalAccounts : options.OpenIdConnect is not null);

    private static bool IsSame(string stamp, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stamp), Encoding.UTF8.GetBytes(other));

    private void Set(HttpContext http, AccountState state)
    {
        http.Features.Set(state);
        if (state.Reader is { } reader)
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
