using System.Globalization;
using System.Security.Claims;
using GatewayKit.Admin.Http;
using GatewayKit.Configuration.Messages;
using GatewayKit.Hosting.Admin;
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
/// <item>it must have a key, or a user of the host's authentication; or come from the same machine, if neither is needed</item>
/// <item>the role of that caller must be sufficient</item>
/// </list>
/// </summary>
internal sealed partial class AdminAccess(
    AdminApiOptions options, IOptions<AdminOptions> addresses, FailedAttempts attempts, ILogger<AdminAccess> logger)
{
    private const string Scheme = "Bearer ";

    private readonly AdminHosts _hosts = AdminHosts.Of(addresses.Value);
    private readonly AdminKeys _keys = new(options.Keys);

    /// <summary>Gets whether every caller needs credentials.</summary>
    public bool RequiresCredentials => !_keys.IsEmpty || !options.AllowsLocalCallers;

    /// <summary>Returns the reason why a request may not call an endpoint; null if it may. Then it has an
    /// <see cref="AdminCaller"/>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="role">The role that the endpoint requires.</param>
    public AdminProblem? Check(HttpContext http, AdminRole role)
    {
        var isAdminAddress = http.Features.Get<AdminConnection>() is not null;
        if (isAdminAddress && !_hosts.Allows(http))
            return AdminProblem.ForeignHost;
        if (RequestOrigin.IsForeign(http.Request))
            return AdminProblem.ForeignOrigin;
        if (Identify(http, isAdminAddress, out var caller) is { } problem)
            return problem;
        if (caller.Role < role)
            return AdminProblem.Forbidden(role);

        http.Features.Set(caller);
        return null;
    }

    /// <summary>Logs a request that may have changed something.</summary>
    public void LogCall(HttpContext http)
        => LogCall(AdminCaller.Of(http).Name, http.Request.Method, DisplayText.Name(http.Request.Path), http.Response.StatusCode);

    private AdminProblem? Identify(HttpContext http, bool isAdminAddress, out AdminCaller caller)
    {
        caller = AdminCaller.Local;
        var isUser = http.User.Identity is { IsAuthenticated: true };
        if (isUser && options.RoleOf(http.User) is { } role)
        {
            caller = new AdminCaller(NameOf(http.User), role);
            return null;
        }

        if (KeyOf(http.Request) is { } key && !_keys.IsEmpty)
        {
            var wait = attempts.Wait(http.Connection.RemoteIpAddress);
            if (wait > TimeSpan.Zero)
                return AdminProblem.TooManyAttempts(wait);
            if (_keys.Find(key) is { } found)
            {
                caller = new AdminCaller(found.Name, found.Role);
                return null;
            }
        }

        if (isUser)
            return AdminProblem.NoRole;
        if (http.Request.Headers.Authorization.Count > 0)
            CountFailure(http);
        else if (isAdminAddress && !RequiresCredentials && LocalCaller.IsLocal(http))
            return null;
        return AdminProblem.Unauthorized;
    }

    private void CountFailure(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        var count = attempts.Add(address);
        if (count is 1 or FailedAttempts.Limit)
            LogFailure(address?.ToString() ?? "a Unix socket", count.ToString(CultureInfo.InvariantCulture));
    }

    private static string? KeyOf(HttpRequest request)
        => request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;

    private static string NameOf(ClaimsPrincipal user)
        => DisplayText.Name(
            user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.Identity?.Name ?? "user");

    [LoggerMessage(1, LogLevel.Warning, "The admin API rejected invalid credentials from {Address}, {Count} within a minute.")]
    private partial void LogFailure(string address, string count);

    [LoggerMessage(2, LogLevel.Information, "'{Caller}' called {Method} {Path} of the admin API: {Status}.")]
    private partial void LogCall(string caller, string method, string path, int status);
}
