using System.Diagnostics;
using System.Globalization;
using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy;

/// <summary>
/// The span of a request, which ASP.NET Core starts and ends. The gateway adds its name and attributes (OpenTelemetry's semantic
/// conventions for HTTP server spans), unless they are there already, and its own. The query is never added.
/// </summary>
internal static class RequestSpan
{
    /// <summary>Returns the span of a request; null if it isn't recorded.</summary>
    public static Activity? Find(HttpContext http)
        => http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity && activity.Source.HasListeners()
            ? activity : null;

    /// <summary>Describes a request that has ended.</summary>
    public static void Describe(Activity span, HttpContext http, RouteInfo route, in ExchangeOutcome outcome)
    {
        var request = http.Request;
        AddIfMissing(span, "http.request.method", MethodName.Of(request.Method));
        AddIfMissing(span, "url.scheme", request.Scheme);
        AddIfMissing(span, "url.path", request.Path.Value ?? "/");
        AddIfMissing(span, "server.address", request.Host.Host);
        AddIfMissing(span, "network.protocol.version", VersionOf(request.Protocol));
        if (request.Host.Port is { } port)
            AddIfMissing(span, "server.port", port);
        if (route.Path is { } path)
            AddIfMissing(span, "http.route", path);
        var method = MethodName.InSpan(request.Method);
        span.DisplayName = route.Path is null ? method : $"{method} {route.Path}";
        span.SetTag("http.response.status_code", outcome.Status);
        span.SetTag("gatewaykit.route", outcome.Route);
        span.SetTag("gatewaykit.origin", outcome.Origin);
        span.SetTag("gatewaykit.cluster", outcome.Cluster);
        span.SetTag("gatewaykit.destination", outcome.Destination);
        span.SetTag("gatewaykit.plugin", outcome.Plugin);
        span.SetTag("gatewaykit.consumer", outcome.Consumer);
        span.SetTag("gatewaykit.credential.id", outcome.Credential);
        if (outcome.Status < 500)
            return;

        AddIfMissing(span, "error.type", outcome.Status.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(ActivityStatusCode.Error);
    }

    private static void AddIfMissing(Activity span, string name, object value)
    {
        if (span.GetTagItem(name) is null)
            span.SetTag(name, value);
    }

    private static string VersionOf(string protocol)
        => HttpProtocol.IsHttp2(protocol) ? "2" : HttpProtocol.IsHttp3(protocol) ? "3" : HttpProtocol.IsHttp10(protocol) ? "1.0" : "1.1";
}
