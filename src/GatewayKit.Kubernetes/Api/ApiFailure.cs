using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Classifies the exceptions of requests to the API server.</summary>
internal static class ApiFailure
{
    /// <summary>Returns whether an exception is an expected failure of a request: an error of the server or of the network.</summary>
    public static bool IsExpected(Exception error)
        => error is ApiException or HttpRequestException or IOException or TimeoutException or JsonException or InvalidDataException
            or k8s.Exceptions.KubeConfigException

            // The HTTP client reads the address of a new connection, which fails if a load balancer without servers has reset it.
            or SocketException;

    /// <summary>Returns whether the API server can't be reached, or can't handle requests at this time. A server that denies or rejects
    /// one request handles others.</summary>
    public static bool IsOfServer(Exception error)
        => error is not ApiException api
            || api.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    /// <summary>Returns the failure in one line.</summary>
    public static string Describe(Exception error)
        => error is HttpRequestException { InnerException: { } inner } ? inner.Message : error.Message;
}
