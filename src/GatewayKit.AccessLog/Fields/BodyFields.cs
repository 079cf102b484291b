namespace GatewayKit.AccessLog;

/// <summary>The fields of the bodies that the options select.</summary>
internal static class BodyFields
{
    public static FieldWriter Of(bool isRequest, SecretNames secrets) => (context, line) =>
    {
        var bodies = context.State as CapturedBodies;
        var body = isRequest ? bodies?.Request : bodies?.Response;
        var length = isRequest ? context.Http.Request.ContentLength : context.Http.Response.ContentLength;
        if (body?.End(length) == true && RedactedBody.Of(body, secrets) is { Length: > 0 } text)
            line.Text(text, LogLine.MaxBody);
        else
            line.Nothing();
    };
}
