using Microsoft.AspNetCore.Http;

namespace GatewayKit.AccessLog;

/// <summary>Captures the bodies that the options select. Bodies with a content coding, such as gzip, aren't captured: secrets can't be
/// removed from them.</summary>
internal sealed class BodyCapture(LogBodies options)
{
    private readonly int _limit = (int)options.Limit.Bytes;

    public bool IsOn => options.Request || options.Response;

    public void CaptureRequest(GatewayContext context)
    {
        var request = context.Http.Request;
        if (!options.Request || !IsWanted(request.Headers, request.ContentType, request.ContentLength))
            return;

        var body = new CapturedBody(_limit, request.ContentType);
        Bodies(context).Request = body;
        context.WrapRequestBody(stream => new CapturingStream(stream, body), keepsLength: true);
    }

    public void CaptureResponse(GatewayContext context)
    {
        var response = context.Http.Response;
        if (!options.Response || !IsWanted(response.Headers, response.ContentType, response.ContentLength))
            return;

        var body = new CapturedBody(_limit, response.ContentType);
        Bodies(context).Response = body;
        context.WrapResponseBody(stream => new CapturingStream(stream, body), keepsLength: true);
    }

    private static CapturedBodies Bodies(GatewayContext context)
    {
        if (context.State is not CapturedBodies bodies)
            context.State = bodies = new CapturedBodies();
        return bodies;
    }

    private bool IsWanted(IHeaderDictionary headers, string? contentType, long? length)
        => (length is null || (length > 0 && length <= _limit))
            && headers.ContentEncoding.Count == 0
            && BodyTypes.Matches(options.ContentTypes, BodyTypes.Of(contentType));
}
