using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.JsonRpc.Reading;

/// <summary>Checks that a request can have calls: POST with JSON in UTF-8.</summary>
internal static class RequestFormat
{
    private static readonly MediaTypes s_types = new(["application/json", "application/json-rpc", "application/jsonrequest"]);

    private static readonly GatewayResponse s_otherMethod = GatewayResponse
        .Problem(405, "Method Not Allowed", "Calls are sent with POST.").WithHeader("Allow", "POST");

    private static readonly GatewayResponse s_otherType = GatewayResponse
        .Problem(415, "Unsupported Media Type", "Calls are sent as application/json in UTF-8.");

    /// <summary>Returns the answer to a request that can't have calls; null for one that can.</summary>
    public static GatewayResponse? Check(HttpRequest request)
        => !HttpMethods.IsPost(request.Method) ? s_otherMethod
            : request.Headers.ContentType.Count != 1 || !s_types.Contains(request.ContentType) || !Charsets.IsUtf8(request.ContentType)
                ? s_otherType
            : request.Headers.ContentRange.Count > 0 ? BodyRejections.Partial
            : null;
}
