using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Proxy.Matching;

/// <summary>The endpoints of requests that no route can serve, although something matches them. Built once. The global plugins for
/// diagnostics see these requests, as they see those without a route.</summary>
internal static class PreciseAnswers
{
    /// <summary>The connection's TLS handshake chose another listener than that of the request's host: the client may try again on another
    /// connection.</summary>
    public static readonly Endpoint Misdirected = Create(
        GatewayResponse.Problem(421, "Misdirected Request", "The host of this request needs another connection."));

    /// <summary>All routes of a choice have the weight 0.</summary>
    public static readonly Endpoint NoWeight = Create(
        GatewayResponse.Problem(500, "Internal Server Error", "No upstream is configured for this request."));

    /// <summary>The regular expressions of routes need too much time for the request.</summary>
    public static readonly Endpoint TooMuchWork = Create(
        GatewayResponse.Problem(500, "Internal Server Error", "The routes need too much time to match this request."));

    /// <summary>Returns the response of one of these endpoints; null for others.</summary>
    public static GatewayResponse? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<GatewayResponse>();

    private static Endpoint Create(GatewayResponse answer) => new(
        http => http.RequestServices.GetRequiredService<IUnmatchedAnswers>().AnswerAsync(http, answer),
        new EndpointMetadataCollection(answer), answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
