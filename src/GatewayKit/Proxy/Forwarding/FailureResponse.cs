using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Reports a failed exchange, and ends the client's response as YARP's forwarder does.</summary>
internal static class FailureResponse
{
    // The codes that YARP resets an HTTP/2 stream with.
    private const int ResetAfterCancel = 2;
    private const int ResetAfterFailure = 8;

    /// <summary>Reports the error to everything that reads YARP's reports.</summary>
    public static ForwarderError Report(HttpContext http, ForwarderError error, Exception failure)
    {
        http.Features.Set<IForwarderErrorFeature>(new ForwardingErrorFeature(error, failure));
        ForwardingEvents.Failed(error);
        return error;
    }

    /// <summary>Answers a request without a response of the upstream.</summary>
    public static void OfRequest(HttpContext http, ForwarderError error, int status, Exception failure)
    {
        Report(http, error, failure);
        if (error is ForwarderError.RequestBodyClient or ForwarderError.RequestBodyDestination)
            http.Response.Clear();
        http.Response.StatusCode = status;
    }

    /// <summary>Answers a request whose response is invalid, or can't be copied.</summary>
    public static ForwarderError OfResponse(HttpContext http, Exception failure)
    {
        Report(http, ForwarderError.ResponseHeaders, failure);
        Replace(http);
        return ForwarderError.ResponseHeaders;
    }

    /// <summary>Ends a response whose body is incomplete, so that the client notices it.</summary>
    public static ForwarderError OfBody(HttpContext http, ForwarderError error, Exception failure, bool isCanceled)
    {
        Report(http, error, failure);
        if (!http.Response.HasStarted)
            Replace(http);
        else if (http.Features.Get<IHttpResetFeature>() is { } reset)
            reset.Reset(isCanceled ? ResetAfterCancel : ResetAfterFailure);
        else
            http.Abort();
        return error;
    }

    private static void Replace(HttpContext http)
    {
        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status502BadGateway;
    }
}
