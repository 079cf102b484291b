using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Transforms;

/// <summary>Responses to requests whose bodies can't be read or changed.</summary>
internal static class RequestRejections
{
    private static readonly GatewayResponse s_partial =
        GatewayResponse.Problem(400, "Bad Request", "The request's body must be complete, without Content-Range.");

    private static readonly GatewayResponse s_otherCharset =
        GatewayResponse.Problem(415, "Unsupported Media Type", "The request's body must be in UTF-8.");

    /// <summary>Returns the response to a body that can't be read; null if it can.</summary>
    /// <param name="request">The request.</param>
    /// <param name="coding">The coding of the body.</param>
    public static GatewayResponse? Of(HttpRequest request, out ContentCoding coding)
    {
        coding = ContentCoding.Of(request.Headers.ContentEncoding) ?? ContentCoding.Identity;
        return JsonMessage.IsAmbiguous(request.Headers.ContentType) ? StatedTypes.Rejection
            : request.Headers.ContentRange.Count > 0 ? s_partial
            : !Charsets.IsUtf8(request.Headers.ContentType) ? s_otherCharset
            : ContentCoding.Of(request.Headers.ContentEncoding) is null ? ChangedMessage.UnsupportedCoding
            : null;
    }

    /// <summary>Returns the response to a body that isn't valid, or can't be changed.</summary>
    public static GatewayResponse Of(ConversionException error)
    {
        var detail = $"The request's body {error.Message}.";
        return error.Kind == ConversionFailure.TooLarge
            ? GatewayResponse.Problem(413, "Content Too Large", detail)
            : GatewayResponse.Problem(400, "Bad Request", detail);
    }
}
