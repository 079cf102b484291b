using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Http;
using GatewayKit.Telemetry;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The HTTP client's metrics for requests that it doesn't send: the same meter, instruments and tags (OpenTelemetry's semantic conventions
/// for HTTP client metrics), so that a dashboard doesn't depend on the forwarder. Without a listener, they cost a check for each request.
/// </summary>
internal static class UpstreamMetrics
{
    private static readonly Meter s_meter = new("System.Net.Http");

    private static readonly InstrumentAdvice<double> s_requestSeconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private static readonly InstrumentAdvice<double> s_connectionSeconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    };

    private static readonly UpDownCounter<long> s_active = s_meter.CreateUpDownCounter<long>(
        "http.client.active_requests", "{request}", "Number of outbound HTTP requests that are currently active on the client.");

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram(
        "http.client.request.duration", "s", "Duration of HTTP client requests.", advice: s_requestSeconds);

    private static readonly Histogram<double> s_queue = s_meter.CreateHistogram(
        "http.client.request.time_in_queue", "s", "The amount of time requests spent on a queue waiting for an available connection.",
        advice: s_requestSeconds);

    private static readonly UpDownCounter<long> s_connections = s_meter.CreateUpDownCounter<long>(
        "http.client.open_connections", "{connection}",
        "Number of outbound HTTP connections that are currently active or idle on the client.");

    private static readonly Histogram<double> s_connectionDuration = s_meter.CreateHistogram(
        "http.client.connection.duration", "s", "The duration of successfully established outbound HTTP connections.",
        advice: s_connectionSeconds);

    /// <summary>Gets whether a listener is interested in requests.</summary>
    public static bool MeasuresRequests => s_active.Enabled || s_duration.Enabled;

    /// <summary>Gets whether a listener is interested in requests that wait for a connection.</summary>
    public static bool MeasuresQueue => s_queue.Enabled;

    /// <summary>Gets whether a listener is interested in connections.</summary>
    public static bool MeasuresConnections => s_connections.Enabled || s_connectionDuration.Enabled;

    /// <summary>A request began or ended.</summary>
    public static void CountRequest(int change, string method, UpstreamOrigin origin)
    {
        if (s_active.Enabled)
            s_active.Add(change, TagsOf(method, origin));
    }

    /// <summary>A request got a response, or failed.</summary>
    public static void RecordRequest(TimeSpan duration, string method, UpstreamOrigin origin, int status, bool isHttp11, Exception? failure)
    {
        if (!s_duration.Enabled)
            return;

        var tags = TagsOf(method, origin);
        if (failure is null)
        {
            tags.Add("http.response.status_code", status);
            tags.Add("network.protocol.version", isHttp11 ? "1.1" : "1.0");
        }

        if (failure is not null)
            tags.Add("error.type", ErrorType(failure));
        else if (status >= 400)
            tags.Add("error.type", status.ToString(CultureInfo.InvariantCulture));
        s_duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A request no longer waits for a connection.</summary>
    public static void RecordQueue(long since, string method, UpstreamOrigin origin)
    {
        var tags = TagsOf(method, origin);
        tags.Add("network.protocol.version", "1.1");
        s_queue.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, tags);
    }

    /// <summary>A connection changed its state.</summary>
    public static void CountConnection(int change, bool isIdle, UpstreamOrigin origin)
    {
        if (!s_connections.Enabled)
            return;

        var tags = TagsOf(origin);
        tags.Add("network.protocol.version", "1.1");
        tags.Add("http.connection.state", isIdle ? "idle" : "active");
        s_connections.Add(change, tags);
    }

    /// <summary>A connection ended.</summary>
    public static void RecordConnection(long since, UpstreamOrigin origin)
    {
        if (!s_connectionDuration.Enabled)
            return;

        var tags = TagsOf(origin);
        tags.Add("network.protocol.version", "1.1");
        s_connectionDuration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, tags);
    }

    private static TagList TagsOf(string method, UpstreamOrigin origin)
    {
        var tags = TagsOf(origin);
        tags.Add("http.request.method", MethodName.Of(method));
        return tags;
    }

    private static TagList TagsOf(UpstreamOrigin origin)
    {
        var tags = new TagList
        {
            { "url.scheme", origin.IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp },
            { "server.address", origin.EndPoint.Host },
        };

        // The HTTP client has no tag for the default port of the scheme.
        if (origin.EndPoint.Port != (origin.IsSecure ? 443 : 80))
            tags.Add("server.port", origin.EndPoint.Port);
        return tags;
    }

    private static string ErrorType(Exception failure) => failure switch
    {
        HttpRequestException request => NameOf(request.HttpRequestError) ?? TypeOf(failure),
        HttpIOException io => NameOf(io.HttpRequestError) ?? TypeOf(failure),
        _ => TypeOf(failure),
    };

    private static string TypeOf(Exception failure) => failure.GetType().FullName!;

    private static string? NameOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "name_resolution_error",
        HttpRequestError.ConnectionError => "connection_error",
        HttpRequestError.SecureConnectionError => "secure_connection_error",
        HttpRequestError.HttpProtocolError => "http_protocol_error",
        HttpRequestError.InvalidResponse => "invalid_response",
        HttpRequestError.ResponseEnded => "response_ended",
        HttpRequestError.ConfigurationLimitExceeded => "configuration_limit_exceeded",
        _ => null,
    };
}
