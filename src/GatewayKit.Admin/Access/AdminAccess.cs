using System.Globalization;
using System.Security.Claims;
using GatewayKit.Admin.Http;
using GatewayKit.Configuration.Messages;
using GatewayKit.Hosting.Admin;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Admin.Access;

/// <summary>
/// Decides whether a request may call an endpoint:
/// <list type="number">
/// <item>at an admin address, its Host header must be an allowed name: a page in an operator's browser can let its own name resolve to the
/// address</item>
/// <item>it must not come from a page of another origin</item>
/// <item>it must have a key, or a user of the host's authentication; or come from the same machine, if the host has neither</item>
/// <item>the role of that caller must be sufficient</item>
/// </list>
/// </summary>
internal sealed partial class AdminAccess(
    AdminApiOptions options, IOptions<AdminOptions> addresses, IOptions<AuthenticationOptions> authentication, FailedAttempts attempts,
    TimeProvider time, ILogger<AdminAccess> logger)
{
    private const string Scheme = "Bearer ";

    /// <summary>The beginning of a user's name, which distinguishes it from the names of keys.</summary>
    private const string UserPrefix = "user:";

    private readonly AdminHosts _hosts = AdminHosts.Of(addresses.Value);
    private readonly AdminKeys _keys = new(options.Keys);
    private readonly FailedAttempts _rejections = new(time);
    private readonly bool _allowsLocalCallers = options.AllowsLocalCallers && !authentication.Value.Schemes.Any();

    /// <summary>Gets whether every caller needs credentials.</summary>
    public bool RequiresCredentials => !_keys.IsEmpty || !_allowsLocalCallers;

    /// <summary>Returns the reason why a request may not call an endpoint; null if it may. Then it has an
    /// <see cref="AdminCaller"/>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="role">The role that the endpoint requires.</param>
    /// <param name="session">The caller of the request's session; null for none. The admin API has no sessions.</param>
    public AdminProblem? Check(HttpContext http, AdminRole role, AdminCaller? session = null)
    {
        var problem = Check(http, role, session, out var caller);
        if (problem is null)
            http.Features.Set(caller);
        else if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            LogRejection(http, caller, problem);
        return problem;
    }

    /// <summary>Logs a request that may have changed something.</summary>
    public void LogCall(HttpContext http)
        => LogCall(AdminCaller.Of(http).Name, http.Request.Method, DisplayText.Name(http.Request.Path), http.Response.StatusCode);

    /// <summary>Returns the reason why a request with this Host header, or from this page, may not call any endpoint; null if it
    /// may.</summary>
    public AdminProblem? CheckSource(HttpContext http)
    {
        if (IsAdminAddress(http) && !_hosts.Allows(http))
            return AdminProblem.ForeignHost;
        return RequestOrigin.IsForeign(http.Request) ? AdminProblem.ForeignOrigin : null;
    }

    /// <summary>Finds the caller whose key a form has. Invalid keys count like those of other requests.</summary>
    /// <returns>The problem; null if the key is valid. Then the request has its <see cref="AdminCaller"/>.</returns>
    public AdminProblem? SignIn(HttpContext http, string key)
    {
        var found = _keys.Find(key);
        var problem = CheckSource(http) ?? (found is null ? CountFailure(http) ?? AdminProblem.Unauthorized : null);
        if (problem is null)
            http.Features.Set(new AdminCaller(found!.Name, found.Role, found.Scope));
        else
            LogRejection(http, null, problem);
        return problem;
    }

    private AdminProblem? Check(HttpContext http, AdminRole role, AdminCaller? session, out AdminCaller? caller)
    {
        caller = null;
        if ((CheckSource(http) ?? Identify(http, session, out caller)) is { } problem)
            return problem;
        return caller!.Role < role ? AdminProblem.Forbidden(role) : null;
    }

    private static bool IsAdminAddress(HttpContext http) => http.Features.Get<AdminConnection>() is not null;

    private AdminProblem? Identify(HttpContext http, AdminCaller? session, out AdminCaller? caller)
    {
        caller = null;
        var isUser = http.User.Identity is { IsAuthenticated: true };
        if (isUser && options.RoleOf(http.User) is { } role)
        {
            caller = new AdminCaller(NameOf(http.User), role);
            return null;
        }

        if (session is not null && http.Request.Headers.Authorization.Count == 0)
        {
            caller = session;
            return null;
        }

        var key = KeyOf(http.Request);
        if (key is not null && _keys.Find(key) is { } found)
        {
            caller = new AdminCaller(found.Name, found.Role, found.Scope);
            return null;
        }

        // A user without a role can't try keys without a limit, either.
        if (key is not null && (!isUser || !_keys.IsEmpty) && CountFailure(http) is { } refused)
            return refused;
        if (isUser)
            return AdminProblem.NoRole;
        if (http.Request.Headers.Authorization.Count > 0 || !IsAdminAddress(http) || RequiresCredentials || !LocalCaller.IsLocal(http))
            return AdminProblem.Unauthorized;

        caller = AdminCaller.Local;
        return null;
    }

    /// <summary>Counts an invalid key. A valid one is accepted at any time: behind a proxy, all callers have one address.</summary>
    private AdminProblem? CountFailure(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (attempts.Wait(address) is var wait && wait > TimeSpan.Zero)
            return AdminProblem.TooManyAttempts(wait);

        var count = attempts.Add(address);
        if (count is 1 or FailedAttempts.Limit)
            LogFailure(AddressOf(http), count.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>Logs a rejected change. Callers without credentials can't fill the log.</summary>
    private void LogRejection(HttpContext http, AdminCaller? caller, AdminProblem problem)
    {
        if (caller is not null || _rejections.Add(http.Connection.RemoteIpAddress) <= FailedAttempts.Limit)
        {
            LogRejection(
                DisplayText.Name(http.Request.Method), DisplayText.Name(http.Request.Path), caller?.Name ?? "a caller without a role",
                AddressOf(http), problem.Status);
        }
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "a Unix socket";

    private static string? KeyOf(HttpRequest request)
        => request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;

    private static string NameOf(ClaimsPrincipal user)
        => UserPrefix + DisplayText.Name(
            user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.Identity?.Name ?? "");

    [LoggerMessage(1, LogLevel.Warning, "The admin API rejected invalid credentials from {Address}, {Count} within a minute.")]
    private partial void LogFailure(string address, string count);

    [LoggerMessage(2, LogLevel.Information, "'{Caller}' called {Method} {Path} of the admin API: {Status}.")]
    private partial void LogCall(string caller, string method, string path, int status);

    [LoggerMessage(3, LogLevel.Information, "The admin API rejected {Method} {Path} of {Caller} at {Address}: {Status}.")]
    private partial void LogRejection(string method, string path, string caller, string address, int status);
}
