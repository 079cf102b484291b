using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>Decides whether an exchange that ended in an exception can be answered, and logs the exception.</summary>
internal sealed partial class ExchangeFailures(ILogger<RouteHandler> logger)
{
    /// <summary>Returns whether YARP could not forward the request or the response.</summary>
    public static bool IsForwardingBroken(HttpContext http) => http.Features.Get<IForwarderErrorFeature>() is not null;

    /// <param name="http">The request.</param>
    /// <param name="route">Its route.</param>
    /// <param name="error">The exception.</param>
    /// <param name="isReported">Whether the exception is logged elsewhere.</param>
    /// <returns>Whether to answer with a 500: the client is still there, and the response hasn't started.</returns>
    [SuppressMessage("Performance", "CA1873:Avoid potentially expensive logging", Justification = "Only the route's id is read.")]
    public bool AreAnswered(HttpContext http, CompiledRoute route, Exception error, bool isReported = false)
    {
        if (http.Response.HasStarted || RequestTimeout.IsClientGone(http))
            return false;

        if (!isReported)
            LogFailed(error, route.Info.Id);
        return true;
    }

    [LoggerMessage(10, LogLevel.Error, "The exchange on route '{Route}' failed.")]
    private partial void LogFailed(Exception error, string route);
}
