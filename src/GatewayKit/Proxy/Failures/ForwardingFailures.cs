using System.Diagnostics.Metrics;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Responses;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Failures;

/// <summary>
/// Logs and counts exchanges that failed while they were forwarded, each in one short line, instead of YARP's own log, which
/// writes a stack trace of kilobytes for a malformed chunk.
/// </summary>
internal sealed partial class ForwardingFailures : IDisposable
{
    private const int UpstreamLinesPerSecond = 100;
    private const int ClientLinesPerSecond = 10;

    private readonly ILogger _logger;
    private readonly Counter<long> _upstreamErrors;
    private readonly Counter<long> _clientErrors;
    private readonly LogBudget _upstreamLines;
    private readonly LogBudget _clientLines;

    public ForwardingFailures(ILogger<ForwardingFailures> logger, IMeterFactory meters, TimeProvider time)
    {
        _logger = logger;
        var meter = meters.Create(PluginTelemetry.MeterName);
        _upstreamErrors = meter.CreateCounter<long>("gatewaykit.upstream.errors", "{error}", "Exchanges that failed at the upstream.");
        _clientErrors = meter.CreateCounter<long>("gatewaykit.client.errors", "{error}", "Exchanges that failed at the client.");
        _upstreamLines = new LogBudget(time, UpstreamLinesPerSecond, LogUpstreamOmitted);
        _clientLines = new LogBudget(time, ClientLinesPerSecond, LogClientOmitted);
    }

    /// <summary>Reports the error that YARP has for a forwarded exchange.</summary>
    public void Report(HttpContext http, RouteInfo route, IForwarderErrorFeature failure)
    {
        switch (SideOf(http, failure))
        {
            case FailureSide.Upstream:
                ReportUpstream(http, route, failure);
                break;
            case FailureSide.Client:
                Count(_clientErrors, route, "body");
                if (_logger.IsEnabled(LogLevel.Information) && _clientLines.TryTake())
                    LogClient(route.Id, ClusterOf(http, route), DestinationOf(http), ShortCause.Of(failure.Exception));
                break;
            case FailureSide.ClientGone:
                Count(_clientErrors, route, "gone");
                break;
            default:
                return;
        }

        LogDetails(failure.Exception, route.Id, failure.Error);
    }

    /// <summary>Reports a response whose body failed while a plugin read it: YARP doesn't see that failure.</summary>
    public void Report(HttpContext http, RouteInfo route, UpstreamFailureException failure)
    {
        ReportUpstream(route, ClusterOf(http, route), DestinationOf(http), ReasonOf(failure), failure.InnerException ?? failure);
    }

    /// <summary>Returns the reason why an exchange failed while it was forwarded; null if it didn't fail.</summary>
    public static string? ReasonOf(Exchange exchange)
    {
        if ((exchange.BodyFailure ?? exchange.Failure) is UpstreamFailureException cut)
            return ReasonOf(cut);
        if (exchange.Http.Features.Get<IForwarderErrorFeature>() is not { } failure)
            return null;

        return SideOf(exchange.Http, failure) switch
        {
            FailureSide.Upstream => ReasonOf(failure),
            FailureSide.Client => "request body",
            FailureSide.ClientGone => "client gone",
            _ => null,
        };
    }

    public void Dispose()
    {
        _upstreamLines.Dispose();
        _clientLines.Dispose();
    }

    private static FailureSide SideOf(HttpContext http, IForwarderErrorFeature failure) => failure.Error switch
    {
        // See UpstreamErrors: without another error, these occur after the response was forwarded.
        ForwarderError.RequestBodyClient or ForwarderError.RequestBodyDestination or ForwarderError.RequestBodyCanceled
            when failure.Exception is not AggregateException => FailureSide.Nothing,
        ForwarderError.RequestBodyClient => ClientReset.IsIn(failure.Exception) ? FailureSide.ClientGone : FailureSide.Client,
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled
            => HasTimedOut(http) ? FailureSide.Upstream : FailureSide.ClientGone,
        ForwarderError.ResponseBodyClient or ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeResponseClient
            or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeResponseCanceled => FailureSide.ClientGone,

        // A tunnel that reached its idle timeout.
        ForwarderError.UpgradeActivityTimeout => FailureSide.Nothing,
        _ => FailureSide.Upstream,
    };

    private void ReportUpstream(HttpContext http, RouteInfo route, IForwarderErrorFeature failure)
    {
        var hasDestination = failure is not { Error: ForwarderError.NoAvailableDestinations, Exception: not NoConnectionException };
        ReportUpstream(route, ClusterOf(http, route), DestinationOf(http), ReasonOf(failure), failure.Exception, hasDestination);
    }

    private void ReportUpstream(
        RouteInfo route, string? cluster, string? destination, string reason, Exception? cause, bool hasDestination = true)
    {
        _upstreamErrors.Add(1, new("route", route.Id), new("cluster", cluster), new("reason", reason));
        if (!_logger.IsEnabled(LogLevel.Warning) || !_upstreamLines.TryTake())
            return;

        if (hasDestination)
            LogUpstream(route.Id, cluster, destination, reason, ShortCause.Of(cause));
        else
            LogNoDestination(route.Id, cluster);
    }

    private static bool HasTimedOut(HttpContext http)
        => http.Features.Get<GrpcDeadline>() is { HasPassed: true }
            || http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    private static string ReasonOf(UpstreamFailureException failure) => failure.Kind switch
    {
        UpstreamFailure.NoDestination => "no destination",
        UpstreamFailure.NoConnection => "no connection",
        UpstreamFailure.TimedOut => "timeout",
        UpstreamFailure.BodyTooLarge => "response too large",
        _ => failure.InnerException is InvalidDataException ? "invalid content" : "response cut off",
    };

    private static string ReasonOf(IForwarderErrorFeature failure) => failure.Error switch
    {
        ForwarderError.NoAvailableDestinations when failure.Exception is NoConnectionException => "no connection",
        ForwarderError.NoAvailableDestinations => "no destination",
        ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled => "timeout",
        _ when StatedFailure.In(failure.Exception) is { } stated => ReasonOf(stated),
        ForwarderError.ResponseHeaders => "invalid response",
        ForwarderError.ResponseBodyDestination or ForwarderError.ResponseBodyCanceled => "response cut off",
        ForwarderError.UpgradeRequestDestination or ForwarderError.UpgradeResponseDestination => "tunnel cut off",
        ForwarderError.RequestCreation => "request not created",
        _ => "no response",
    };

    private static string? ClusterOf(HttpContext http, RouteInfo route) => http.Features.Get<Exchange>()?.ClusterId ?? route.ClusterId;

    /// <summary>Returns the id of the destination that a request was forwarded to last; null if there is none.</summary>
    public static string? DestinationOf(HttpContext http) => http.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.DestinationId;

    private static void Count(Counter<long> counter, RouteInfo route, string reason)
        => counter.Add(1, new KeyValuePair<string, object?>("route", route.Id), new KeyValuePair<string, object?>("reason", reason));

    [LoggerMessage(70, LogLevel.Warning,
        "Route '{Route}' got no usable response from cluster '{Cluster}', destination '{Destination}' ({Reason}): {Cause}.")]
    private partial void LogUpstream(string route, string? cluster, string? destination, string reason, string cause);

    [LoggerMessage(71, LogLevel.Warning, "Route '{Route}' found no available destination in cluster '{Cluster}'.")]
    private partial void LogNoDestination(string route, string? cluster);

    [LoggerMessage(72, LogLevel.Information,
        "Route '{Route}' could not read a request's body, for cluster '{Cluster}', destination '{Destination}': {Cause}.")]
    private partial void LogClient(string route, string? cluster, string? destination, string cause);

    [LoggerMessage(73, LogLevel.Warning, "{Count} more responses failed within a second and aren't logged individually.")]
    private partial void LogUpstreamOmitted(long count);

    [LoggerMessage(74, LogLevel.Information, "{Count} more request bodies failed within a second and aren't logged individually.")]
    private partial void LogClientOmitted(long count);

    [LoggerMessage(75, LogLevel.Debug, "Forwarding on route '{Route}' failed: {Error}.")]
    private partial void LogDetails(Exception? exception, string route, ForwarderError error);
}
