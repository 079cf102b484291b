using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Transforms;

/// <summary>Responses to requests whose bodies can't be read.</summary>
internal static class RequestRejections
{
    /// <summary>Returns the response to a body that can't be read; null if it can.</summary>
    /// <param name="request">The request.</param>
    /// <param name="coding">The coding of the body.</param>
    public static GatewayResponse? Of(HttpRequest request, out ContentCoding coding)
    {
        coding = ContentCoding.Of(request.Headers.ContentEncoding) ?? ContentCoding.Identity;
        return JsonMessage.IsAmbiguous(request.Headers.ContentType) ? BodyRejections.SeveralTypes
            : request.Headers.ContentRange.Count > 0 ? BodyRejections.Partial
            : !Charsets.IsUtf8(request.Headers.ContentType) ? BodyRejections.OtherCharset
            : ContentCoding.Of(request.Headers.ContentEncoding) is null ? BodyRejections.UnsupportedCoding
            : null;
    }
}
