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

    private static Endpoint Create(GatewayResponse answer) => new(
        http => http.RequestServices.GetRequiredService<IUnmatchedAnswers>().AnswerAsync(http, answer),
        EndpointMetadataCollection.Empty, answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
