using System.Net.Http;
using GatewayKit.Proxy.Upstream;
using GatewayKit.Responses;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Determines how an attempt without a response ended.</summary>
internal static class AttemptResults
{
    /// <param name="error">The exception of the attempt.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">The token of all attempts.</param>
    public static AttemptResult Of(Exception error, UpstreamRequest request, CancellationToken cancellation) => error switch
    {
        AttemptTimeoutException => AttemptResult.Timeout,
        _ when RequestTimeout.IsClientGone(request.Http) || request.IsBodyUnreadable => AttemptResult.Unrelated,
        _ when NoConnectionException.In(error) is not null || InvalidHeaderException.In(error) is not null => AttemptResult.Unrelated,

        // The HTTP client also cancels an attempt that takes too long to connect.
        OperationCanceledException => cancellation.IsCancellationRequested ? AttemptResult.Timeout : AttemptResult.Connect,
        HttpRequestException http when IsUnsent(http) && request.Message.Version.Major < 3 => AttemptResult.Connect,
        HttpRequestException or IOException => AttemptResult.Reset,
        _ => AttemptResult.Unrelated,
    };

    /// <summary>Returns whether no connection was established. HTTP/3 reports the loss of an established connection in the same
    /// way.</summary>
    public static bool IsUnsent(HttpRequestException error) => error.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
}
