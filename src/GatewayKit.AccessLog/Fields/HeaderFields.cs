using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.AccessLog;

/// <summary>The fields of headers by name.</summary>
internal static class HeaderFields
{
    public static FieldWriter OfRequest(string name, SecretNames secrets)
        => Of(name, secrets, static context => context.Http.Request.Headers);

    public static FieldWriter OfResponse(string name, SecretNames secrets)
        => Of(name, secrets, static context => context.Http.Response.Headers);

    private static FieldWriter Of(string name, SecretNames secrets, Func<GatewayContext, IHeaderDictionary> headers)
        => secrets.IsSecretHeader(name)
            ? (context, line) => line.TextOrNothing(headers(context).ContainsKey(name) ? Redaction.Redacted : null)
            : (context, line) => Write(headers(context)[name], line, secrets);

    private static void Write(StringValues values, LogLine line, SecretNames secrets)
        => TextFields.Header(values.Count == 1 ? values[0] : values.ToString(), line, secrets);
}
