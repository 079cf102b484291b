using GatewayKit.Proxy.Failures;
using GatewayKit.Proxy.Timeouts;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy;

/// <summary>Reads the failure of an exchange from YARP, and determines the gateway's response.</summary>
internal static class UpstreamErrors
{
    /// <param name="http">The request.</param>
    /// <param name="error">YARP's report of the exchange.</param>
    /// <returns>The problem; null if there is none, or if the client can no longer get a response.</returns>
    public static UpstreamProblem? Read(HttpContext http, IForwarderErrorFeature error)
    {
        if (http.Response.HasStarted)
            return null;

        // YARP reports these alone after the response was forwarded, and before that together with another error. The
        // upstream's response counts, regardless of the request's body (RFC 9112, section 9.5).
        if (error is
            {
                Error: ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyDestination or ForwarderError.RequestBodyClient,
                Exception: not AggregateException,
            })
            return null;

        var timedOut = RequestTimeout.HasPassed(http);
        if ((http.RequestAborted.IsCancellationRequested || ClientReset.IsIn(error.Exception)) && !timedOut)
            return null;

        if (http.Features.Get<GrpcDeadline>() is { HasPassed: true })
            return new(GatewayProblems.DeadlineExceeded, new UpstreamFailureException(UpstreamFailure.TimedOut, error.Exception));

        return error.Error switch
        {
            ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient
                => new(GatewayProblems.ForBody(http.Response.StatusCode), null),
            ForwarderError.RequestCreation when error.Exception is InvalidHeaderException => new(GatewayProblems.PluginFailed, null),
            ForwarderError.NoAvailableDestinations when error.Exception is NoConnectionException
                => For(UpstreamFailure.NoConnection, error.Exception),
            ForwarderError.NoAvailableDestinations => For(UpstreamFailure.NoDestination, error.Exception),
            _ when StatedFailure.In(error.Exception) is { } stated => new(GatewayProblems.For(stated.Kind), stated),
            _ when timedOut || http.Response.StatusCode == StatusCodes.Status504GatewayTimeout
                => For(UpstreamFailure.TimedOut, error.Exception),
            _ => For(UpstreamFailure.Failed, error.Exception),
        };
    }

    private static UpstreamProblem For(UpstreamFailure failure, Exception? cause)
        => new(GatewayProblems.For(failure), new UpstreamFailureException(failure, cause));
}
