using System.Diagnostics;
using GatewayKit.Compilation;
using GatewayKit.Pipeline;
using GatewayKit.Responses;
using GatewayKit.Statistics;
using GatewayKit.Statistics.Sampling;
using GatewayKit.Telemetry;
using GatewayKit.Telemetry.Sampling;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>
/// Measures every exchange, with or without plugins, while a listener, the statistics or the sample are interested. The hooks and the
/// forwarders find the measurement in the exchange, or without plugins among the features of the request.
/// </summary>
internal sealed class ExchangeTelemetry(
    ExchangeInstruments instruments, PluginTimes plugins, UsageCollector usage, TrafficSample sample)
{
    private const int MaxPooled = 1024;

    /// <summary>The status of a connection that has left HTTP: its bytes aren't a body.</summary>
    private const int Upgraded = StatusCodes.Status101SwitchingProtocols;

    private readonly DefaultObjectPool<ExchangeMeasurement> _pool =
        new(new DefaultPooledObjectPolicy<ExchangeMeasurement>(), MaxPooled);

    /// <summary>Records the head of a request if the sample selects it. Called before the edge changes the request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="snapshot">The configuration that it was matched with; null if none is active.</param>
    public SampledRequest Sample(HttpContext http, GatewaySnapshot? snapshot)
        => sample.IsEnabled && snapshot is not null ? sample.Begin(http, snapshot.Config) : default;

    /// <summary>Begins the measurement of an exchange.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">The route; null for a request that matches no route while no configuration is active.</param>
    /// <param name="sampled">The record of the request in the sample; empty if it isn't recorded.</param>
    /// <returns>The measurement; null if no listener is interested.</returns>
    public ExchangeMeasurement? Begin(HttpContext http, CompiledRoute? route, SampledRequest sampled = default)
    {
        var span = Activity.Current is null ? null : RequestSpan.Find(http);
        if (span is null && !instruments.AreEnabled && !plugins.AreEnabled && !usage.IsEnabled && sampled.IsEmpty)
            return null;

        var traffic = route is null ? instruments.Of(UnmatchedRoute.Id) : TrafficOf(route);
        var measurement = _pool.Get();
        measurement.Begin(traffic, span, sampled, instruments.Begin(traffic));
        return measurement;
    }

    /// <summary>Ends the measurement of an exchange without plugins.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">The route.</param>
    /// <param name="measurement">The measurement; null if there is none.</param>
    /// <param name="isAnswered">Whether the gateway has answered by itself.</param>
    public void End(HttpContext http, RouteInfo route, ExchangeMeasurement? measurement, bool isAnswered)
    {
        if (measurement is null)
            return;

        var origin = isAnswered ? ExchangeOutcome.OfGateway : ExchangeOutcome.OfUpstream;
        Complete(http, route, measurement, new ExchangeOutcome(route.Id, RequestTimeout.StatusOf(http), origin)
        {
            Cluster = http.Features.Get<IReverseProxyFeature>() is null ? null : route.ClusterId,
            Destination = DestinationOf(http),
        });
    }

    /// <summary>Ends the measurement of an exchange with plugins.</summary>
    public void End(Exchange exchange)
    {
        if (exchange.Measurement is not { } measurement)
            return;

        var http = exchange.Http;
        var status = RequestTimeout.StatusOf(http);
        Complete(http, exchange.Route, measurement, new ExchangeOutcome(exchange.Route.Id, status, OriginOf(exchange))
        {
            Cluster = exchange.IsForwarded ? exchange.ClusterId : null,
            Destination = exchange.IsForwarded ? DestinationOf(http) : null,
            Plugin = exchange.AnsweringEntry?.Name,
            Consumer = exchange.Caller?.Name,
            Credential = exchange.CredentialId,
        }, usage.IsEnabled ? ConsumerOf(exchange) : null, exchange.Caller);
    }

    private RouteTraffic TrafficOf(CompiledRoute route)
    {
        if (route.Traffic is { IsReleased: false } known)
            return known;

        // Beyond the limit, the next request may find a place.
        var traffic = instruments.Of(route.Info.Id);
        route.Traffic = instruments.IsOther(traffic) ? null : traffic;
        return traffic;
    }

    private void Complete(
        HttpContext http, RouteInfo route, ExchangeMeasurement measurement, in ExchangeOutcome outcome, string? consumer = null,
        Consumer? caller = null)
    {
        measurement.End();
        plugins.Durations?.Record(measurement);
        if (measurement.RequestBytes < 0 && http.Request.ContentLength is { } sent)
            measurement.RequestBytes = sent;
        if (measurement.ResponseBytes < 0 && !HttpMethods.IsHead(http.Request.Method) && outcome.Status != Upgraded
            && (http.Response.ContentLength ?? (GatewayResponseWriter.HasBody(outcome.Status) ? null : 0)) is { } size)
            measurement.ResponseBytes = size;
        instruments.End(outcome, measurement);
        if (usage.IsEnabled)
            Count(http.Request, measurement, outcome, consumer);

        measurement.Sampled.End(outcome.Status, caller);
        if (measurement.Activity is { } span)
            RequestSpan.Describe(span, http, route, outcome);
        measurement.Clear();
        _pool.Return(measurement);
    }

    private void Count(HttpRequest request, ExchangeMeasurement measurement, in ExchangeOutcome outcome, string? consumer)
    {
        var duration = Stopwatch.GetElapsedTime(0, measurement.Total);
        if (usage.Operations is { } operations && operations.TryGetValue(outcome.Route, out var versions))
        {
            usage.RecordOperation(
                versions, request.Method, EncodedPath(request.Path), outcome.Status, measurement.RequestBytes, measurement.ResponseBytes,
                duration);
        }

        if (usage.CountsCredentials && outcome.Credential is { } credential && consumer is not (null or UsageCollector.Other))
            usage.RecordCredential(consumer, credential, measurement.RequestBytes, measurement.ResponseBytes, duration);

        // The last count, so that what has this one has the others, too.
        usage.Record(outcome.Route, consumer, outcome.Status, measurement.RequestBytes, measurement.ResponseBytes, duration);
    }

    /// <summary>Returns a path for operations, which are found by percent-encoded paths. The server has decoded everything but slashes, so
    /// only a percent sign would be decoded again.</summary>
    private static string EncodedPath(PathString path) => path.Value switch
    {
        null => "",
        var decoded when !decoded.Contains('%', StringComparison.Ordinal) => decoded,
        var decoded => decoded.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("%252F", "%2F", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Returns the name of the caller in the statistics. Those that a token names aren't bounded.</summary>
    private static string? ConsumerOf(Exchange exchange)
    {
        if (exchange.Caller is not { } caller)
            return null;

        return exchange.CompiledRoute.Snapshot.Consumers?.Has(caller.Name) == true ? caller.Name : UsageCollector.Other;
    }

    private static string OriginOf(Exchange exchange) => exchange.Origin switch
    {
        ResponseOrigin.Plugin => ExchangeOutcome.OfPlugin,
        ResponseOrigin.Gateway => ExchangeOutcome.OfGateway,
        _ => exchange.IsForwarded ? ExchangeOutcome.OfUpstream : ExchangeOutcome.OfGateway,
    };

    private static string? DestinationOf(HttpContext http) => http.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.DestinationId;
}
