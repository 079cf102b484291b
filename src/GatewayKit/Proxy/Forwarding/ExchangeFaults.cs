using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The faults of an exchange besides the exception that ended it. They determine the error that is reported: YARP's forwarder reports the
/// same for the same faults.
/// </summary>
internal readonly record struct ExchangeFaults
{
    /// <summary>Whether the client has ended the request.</summary>
    public required bool IsCanceled { get; init; }

    /// <summary>Whether nothing moved on the connection within the activity timeout.</summary>
    public required bool HasTimedOut { get; init; }

    /// <summary>The failure to read the request's body; null if there is none.</summary>
    public required Exception? Client { get; init; }

    /// <summary>The failure to send the request's body; null if there is none.</summary>
    public Exception? Upstream { get; init; }

    /// <summary>Whether the next part of the request's body was missing.</summary>
    public bool WasReading { get; init; }

    /// <summary>Classifies the failure of an exchange without a response.</summary>
    /// <param name="error">The error without other faults.</param>
    /// <param name="failure">The exception that ended the exchange.</param>
    /// <returns>The error to report, the status for the client, and the exception to report.</returns>
    public (ForwarderError Error, int Status, Exception Failure) OfRequest(ForwarderError error, Exception failure)
    {
        if (IsCanceled)
        {
            return Client is not null
                ? (ForwarderError.RequestBodyCanceled, StatusCodes.Status400BadRequest, new AggregateException(failure, Client))
                : (ForwarderError.RequestCanceled, StatusCodes.Status400BadRequest, failure);
        }

        if (Client is not null)
        {
            var status = Client is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return (ForwarderError.RequestBodyClient, status, new AggregateException(Client, failure));
        }

        if (HasTimedOut)
        {
            failure = TimedOut(failure);
            return WasReading
                ? (ForwarderError.RequestBodyClient, StatusCodes.Status408RequestTimeout, new AggregateException(failure))
                : (ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout, failure);
        }

        if (Upstream is not null)
            return (ForwarderError.RequestBodyDestination, StatusCodes.Status502BadGateway, new AggregateException(Upstream, failure));

        return failure is OperationCanceledException
            ? (ForwarderError.RequestTimedOut, StatusCodes.Status504GatewayTimeout, failure)
            : (error, StatusCodes.Status502BadGateway, failure);
    }

    /// <summary>Classifies the failure to copy the body of a response.</summary>
    /// <param name="side">The side that failed.</param>
    /// <param name="failure">The exception that ended the exchange.</param>
    /// <returns>The error to report, and the exception to report.</returns>
    public (ForwarderError Error, Exception Failure) OfBody(BodySide side, Exception failure)
    {
        if (IsCanceled)
            return (ForwarderError.ResponseBodyCanceled, failure);
        if (Client is not null)
            return (ForwarderError.RequestBodyClient, new AggregateException(Client, failure));

        return (side == BodySide.Upstream ? ForwarderError.ResponseBodyDestination : ForwarderError.ResponseBodyClient,
            HasTimedOut ? TimedOut(failure) : failure);
    }

    private static OperationCanceledException TimedOut(Exception failure)
        => new("Nothing moved on the upstream's connection within the activity timeout.", failure);
}
