using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using GatewayKit.Telemetry;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The span of an attempt at an upstream, by OpenTelemetry's semantic conventions for HTTP client spans. Source: <c>GatewayKit</c>, with
/// each forwarder. Without a listener, or if the request isn't recorded, it costs nothing.
/// </summary>
internal static class UpstreamActivity
{
    private const string Name = "gatewaykit.upstream";

    private static readonly ActivitySource s_source = new(PluginTelemetry.MeterName);

    /// <summary>Gets whether an attempt of the current request may be recorded.</summary>
    public static bool IsRecorded => s_source.HasListeners() && Activity.Current is not { IsAllDataRequested: false };

    /// <summary>Starts the span.</summary>
    /// <param name="method">The method.</param>
    /// <param name="origin">The origin of the destination.</param>
    /// <param name="resends">The number of attempts before this one.</param>
    /// <returns>The span; null if there is none.</returns>
    public static Activity? Start(string method, UpstreamOrigin origin, int resends)
    {
        if (!IsRecorded || Start(method) is not { } span)
            return null;

        Describe(span, origin.EndPoint.Host, origin.EndPoint.Port, origin + "/*");
        if (resends > 0)
            span.SetTag("http.request.resend_count", resends);
        return span;
    }

    /// <summary>Starts the span of a request that the HTTP client sends.</summary>
    /// <returns>The span; null if there is none.</returns>
    public static Activity? Start(HttpRequestMessage request)
    {
        if (Start(request.Method.Method) is not { } span)
            return null;

        if (request.RequestUri is { IsAbsoluteUri: true } address)
            Describe(span, address.IdnHost, address.Port, address.GetLeftPart(UriPartial.Authority) + "/*");
        return span;
    }

    /// <summary>Ends the span with the status of the response.</summary>
    public static void End(Activity span, int status, Version version)
    {
        span.SetTag("http.response.status_code", status);
        span.SetTag("network.protocol.version", version.Major > 1 ? version.ToString(1) : version.ToString(2));
        if (status >= 400)
            Fail(span, status.ToString(CultureInfo.InvariantCulture));
        span.Stop();
    }

    /// <summary>Ends the span of a request that isn't sent, or that the HTTP client sends instead, with spans of its own. It isn't
    /// exported.</summary>
    public static void Drop(Activity span)
    {
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.Stop();
    }

    /// <summary>Ends the span without a response.</summary>
    public static void End(Activity span, Exception failure)
    {
        Fail(span, failure.GetType().FullName!);
        span.Stop();
    }

    private static Activity? Start(string method)
    {
        if (s_source.StartActivity(Name, ActivityKind.Client) is not { } span)
            return null;

        span.DisplayName = MethodName.InSpan(method);
        span.SetTag("http.request.method", MethodName.Of(method));
        return span;
    }

    private static void Describe(Activity span, string host, int port, string address)
    {
        span.SetTag("server.address", host);
        span.SetTag("server.port", port);
        span.SetTag("url.full", address);
    }

    private static void Fail(Activity span, string reason)
    {
        span.SetTag("error.type", reason);
        span.SetStatus(ActivityStatusCode.Error);
    }
}
