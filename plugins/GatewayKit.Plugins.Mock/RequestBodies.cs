using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Mock;

/// <summary>Removes the content coding of request bodies (RFC 9110, section 8.4).</summary>
internal static class RequestBodies
{
    /// <summary>The maximum length of a request body for a mock, both encoded and decoded.</summary>
    public static readonly ByteSize Limit = ByteSize.Megabytes(8);

    private static readonly ApiProblem s_unknownCoding = new()
    {
        Type = "urn:gatewaykit:problem:unsupported-content-coding",
        Title = "Unsupported content coding",
        Status = 415,
        Detail = $"The request's body must have one content coding of {BodyCoding.Supported}, or none.",
        Headers = [new("Accept-Encoding", BodyCoding.Supported)],
    };

    private static readonly ApiProblem s_broken = new()
    {
        Type = "urn:gatewaykit:problem:invalid-content-coding",
        Title = "Invalid content coding",
        Status = 400,
        Detail = "The request's body isn't valid in its content coding.",
    };

    private static readonly ApiProblem s_tooLong = new()
    {
        Type = "urn:gatewaykit:problem:body-too-long",
        Title = "Content Too Large",
        Status = 413,
        Detail = $"The request's decoded body is longer than {Limit}.",
    };

    /// <summary>Returns the request with its decoded body; without one if the body isn't available or can't be decoded.</summary>
    /// <param name="call">A call with a request.</param>
    /// <param name="problem">The reason why the body can't be decoded; <c>null</c> on success, or without a body.</param>
    public static ApiRequest Decode(MockCall call, out ApiProblem? problem)
    {
        problem = null;
        var request = call.Request!;
        if (call.Body is not { Length: > 0 } body)
            return request;

        problem = BodyCoding.Decode(body, request.Header("Content-Encoding"), Limit.Bytes, out var decoded) switch
        {
            BodyDecoding.Decoded => null,
            BodyDecoding.UnknownCoding => s_unknownCoding,
            BodyDecoding.TooLong => s_tooLong,
            _ => s_broken,
        };
        return problem is null ? request with { Body = decoded } : request;
    }
}
