using GatewayKit.Plugins.GrpcJson.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.GrpcJson;

/// <summary>The responses to requests that can't become a call.</summary>
internal static class Rejections
{
    public static GatewayResponse NotFound { get; } = GatewayResponse.Problem(404, "Not Found", "No operation has this path.");

    public static GatewayResponse AmbiguousPath { get; } =
        GatewayResponse.Problem(400, "Bad Request", "A value of the path can't have '%2F' as a text.");

    public static GatewayResponse Unknown { get; } = GatewayResponse
        .Problem(503, "Service Unavailable", "The upstream hasn't supplied its operations yet.").WithHeader("Retry-After", "5");

    public static GatewayResponse UnsupportedType { get; } = GatewayResponse
        .Problem(415, "Unsupported Media Type", "The request's body must be JSON in UTF-8.").WithHeader("Accept", "application/json");

    public static GatewayResponse NotAllowed(IEnumerable<string> methods) => GatewayResponse
        .Problem(405, "Method Not Allowed", "The operation doesn't have this method.").WithHeader("Allow", string.Join(", ", methods));

    public static GatewayResponse For(TranscodingException error)
        => GatewayResponse.Problem(error.Status, ReasonPhrases.GetReasonPhrase(error.Status), error.Message);
}
