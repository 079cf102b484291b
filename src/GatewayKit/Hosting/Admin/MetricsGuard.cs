using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting.Admin;

/// <summary>Rejects requests for metrics whose Host header isn't allowed. The first one is logged: it can be a scrape by a name that the
/// operator has to allow.</summary>
internal sealed partial class MetricsGuard(AdminHosts hosts, ILogger<MetricsGuard> logger)
{
    private static readonly GatewayResponse s_rejected = GatewayResponse.Problem(
        403, "Forbidden",
        "The Host header must be an IP address, localhost, the host of the address, or a name that the gateway allows (--admin-hosts).");

    private readonly ILogger _logger = logger;
    private int _isLogged;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (hosts.AllowsMetrics(context))
            return next(context);

        if (Interlocked.Exchange(ref _isLogged, 1) == 0)
            LogRejected(NameOf(context.Request.Host.Host));
        return s_rejected.WriteUncachedAsync(context);
    }

    /// <summary>Returns the name for the log, because a client can send any text.</summary>
    private static string NameOf(string host) => Uri.CheckHostName(host) == UriHostNameType.Dns ? host : "(invalid)";

    [LoggerMessage(52, LogLevel.Warning,
        "A request for metrics with the Host header '{Name}' was rejected. If it is a scrape, allow the name (--admin-hosts, "
        + "AllowAdminHosts). Further ones aren't logged.")]
    private partial void LogRejected(string name);
}
