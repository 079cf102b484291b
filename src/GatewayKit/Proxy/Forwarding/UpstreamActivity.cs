using System.Diagnostics;
using System.Globalization;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The activity of a request to the upstream, with the source, the name and the tags of the HTTP client's (OpenTelemetry's semantic
/// conventions for HTTP client spans), so that tracing doesn't depend on the forwarder. Without a listener, it costs nothing.
/// </summary>
internal static class UpstreamActivity
{
    private static readonly ActivitySource s_source = new("System.Net.Http");

    /// <summary>Starts the activity.</summary>
    /// <param name="method">The method.</param>
    /// <param name="origin">The origin of the destination.</param>
    /// <param name="resends">The number of attempts before this one.</param>
    /// <returns>The activity; null without a listener.</returns>
    public static Activity? Start(string method, UpstreamOrigin origin, int resends)
    {
        if (!s_source.HasListeners() || s_source.StartActivity("System.Net.Http.HttpRequestOut", ActivityKind.Client) is not { } activity)
            return null;

        activity.DisplayName = method;
        activity.SetTag("http.request.method", method);
        activity.SetTag("server.address", origin.EndPoint.Host);
        activity.SetTag("server.port", origin.EndPoint.Port);
        activity.SetTag("url.full", origin + "/*");
        if (resends > 0)
            activity.SetTag("http.request.resend_count", resends);
        return activity;
    }

    /// <summary>Ends the activity with the status of the response.</summary>
    public static void End(Activity activity, int status)
    {
        activity.SetTag("http.response.status_code", status);
        activity.SetTag("network.protocol.version", "1.1");
        if (status >= 400)
            Fail(activity, status.ToString(CultureInfo.InvariantCulture));
        activity.Stop();
    }

    /// <summary>Ends the activity without a response.</summary>
    public static void End(Activity activity, Exception failure)
    {
        Fail(activity, failure.GetType().FullName!);
        activity.Stop();
    }

    private static void Fail(Activity activity, string reason)
    {
        activity.SetTag("error.type", reason);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
