using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.AccessLog;

/// <summary>The fields whose values have no secrets.</summary>
internal static class PlainFields
{
    public static FrozenDictionary<string, FieldWriter> All { get; } = new Dictionary<string, FieldWriter>
    {
        ["client.ip"] = static (context, line) => Address(context.Http.Connection.RemoteIpAddress, line),
        ["client.port"] = static (context, line) => line.Number(context.Http.Connection.RemotePort),
        ["cluster"] = static (context, line) => line.TextOrNothing(context.ClusterId),
        ["connection.id"] = static (context, line) => line.TextOrNothing(context.Http.Connection.Id),
        ["consumer"] = static (context, line) => line.TextOrNothing(context.Consumer?.Name),
        ["credential"] = static (context, line) => line.TextOrNothing(context.CredentialId),
        ["destination"] = static (context, line) => line.TextOrNothing(context.DestinationId),
        ["duration"] = static (context, line) => line.Milliseconds(context.Elapsed),
        ["error"] = static (context, line) => line.TextOrNothing(context.UpstreamFailureReason),
        ["gateway.duration"] = static (context, line) => line.Milliseconds(context.Elapsed - (context.UpstreamElapsed ?? TimeSpan.Zero)),
        ["host"] = static (context, line) => line.TextOrNothing(context.Http.Request.Host.Value),
        ["method"] = static (context, line) => line.Text(context.Http.Request.Method),
        ["outcome"] = static (context, line) => line.Text(Outcome(context)),
        ["protocol"] = static (context, line) => line.Text(context.Http.Request.Protocol),
        ["request.id"] = static (context, line) => line.TextOrNothing(context.Http.TraceIdentifier),
        ["request.size"] = static (context, line) => Size(context.Http.Request.ContentLength ?? context.SentRequestBytes, line),
        ["response.size"] = static (context, line) => Size(ResponseSize(context), line),
        ["route"] = static (context, line) => line.Text(context.Route.Id),
        ["scheme"] = static (context, line) => line.Text(context.Http.Request.Scheme),
        ["span.id"] = static (context, line) => line.TextOrNothing(Activity.Current?.SpanId.ToHexString()),
        ["status"] = static (context, line) => line.Number(context.Status),
        ["time"] = static (_, line) => Time(line, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        ["time.clf"] = static (_, line) => Time(line, "dd/MMM/yyyy:HH:mm:ss +0000"),
        ["tls"] = static (context, line) => line.TextOrNothing(Tls(context.Http)),
        ["trace.id"] = static (context, line) => line.TextOrNothing(Activity.Current?.TraceId.ToHexString()),
        ["upstream.duration"] = static (context, line) => Duration(context.UpstreamElapsed, line),
        ["upstream.status"] = static (context, line) => Size(context.UpstreamStatus, line),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static void Time(LogLine line, string format)
    {
        Span<char> text = stackalloc char[40];
        line.Began.TryFormat(text, out var count, format, CultureInfo.InvariantCulture);
        if (line is TextLine plain)
            plain.IsQuoted = true; // the space in the format is the gateway's
        line.Text(text[..count]);
    }

    private static void Address(IPAddress? address, LogLine line)
    {
        if (address is null)
        {
            line.Nothing();
            return;
        }

        Span<char> text = stackalloc char[70];
        address.TryFormat(text, out var count);
        line.Text(address.IsIPv4MappedToIPv6 ? text["::ffff:".Length..count] : text[..count]);
    }

    private static void Size(long? value, LogLine line)
    {
        if (value is { } known)
            line.Number(known);
        else
            line.Nothing();
    }

    private static void Duration(TimeSpan? value, LogLine line)
    {
        if (value is { } known)
            line.Milliseconds(known);
        else
            line.Nothing();
    }

    // The length of a response to HEAD is that of the body that GET would get.
    private static long? ResponseSize(GatewayContext context)
        => HttpMethods.IsHead(context.Http.Request.Method) || context.Http.Response.StatusCode == StatusCodes.Status304NotModified
            ? 0 : context.Http.Response.ContentLength ?? context.SentResponseBytes;

    private static string Outcome(GatewayContext context)
        => context.Http.RequestAborted.IsCancellationRequested ? "aborted" : context.ResponseOrigin switch
        {
            ResponseOrigin.Upstream => "upstream",
            ResponseOrigin.Plugin => "plugin",
            _ => "gateway",
        };

    private static string? Tls(HttpContext http)
        => http.Features.Get<ITlsHandshakeFeature>()?.Protocol switch
        {
            null => null,
            SslProtocols.Tls13 => "TLSv1.3",
            SslProtocols.Tls12 => "TLSv1.2",
            _ => "other",
        };
}
