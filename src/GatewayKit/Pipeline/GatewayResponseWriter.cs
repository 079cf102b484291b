using System.Diagnostics;
using System.Text;
using GatewayKit.Pipeline.Grpc;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Writes a described answer: first its head, then, once nobody wants to change it any more, its body.</summary>
internal static class GatewayResponseWriter
{
    /// <summary>Writes the whole answer in place of what an upstream has put on the response.</summary>
    public static Task WriteAsync(HttpContext http, GatewayResponse response, in HostHeaders host)
    {
        host.Restore(http);
        return WriteAsync(http, response);
    }

    /// <summary>Writes the whole answer. The headers that the response already has stay.</summary>
    public static Task WriteAsync(HttpContext http, GatewayResponse response)
    {
        ApplyHead(http, response);
        return WriteBodyAsync(http, response);
    }

    /// <summary>Puts status and headers on the response, beside the headers that it already has.</summary>
    public static void ApplyHead(HttpContext http, GatewayResponse response)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            headers.Append(name, value);
        if (response.ContentType is not null)
            headers.ContentType = response.ContentType;
        headers.ContentLength = HasBody(response.Status)
            ? response.Body.Length + (response.IsProblem ? TraceId(http).Length : 0) + response.ProblemTail.Length
            : null;
    }

    /// <summary>Writes the body of an answer whose head has been applied.</summary>
    public static Task WriteBodyAsync(HttpContext http, GatewayResponse response)
    {
        if (GrpcAnswer.Applies(http))
        {
            GrpcAnswer.Apply(http, response);
            return Task.CompletedTask;
        }

        if (!HasBody(http.Response.StatusCode) || HttpMethods.IsHead(http.Request.Method) || response.Body.IsEmpty)
            return Task.CompletedTask;
        if (!response.IsProblem)
            return http.Response.Body.WriteAsync(response.Body, RequestTimeout.WriteToken(http)).AsTask();

        var writer = http.Response.BodyWriter;
        Write(response.Body.Span);
        var traceId = TraceId(http);
        writer.Advance(Encoding.ASCII.GetBytes(traceId, writer.GetSpan(traceId.Length)));
        Write(response.ProblemTail.Span);
        var flush = writer.FlushAsync(RequestTimeout.WriteToken(http));
        if (!flush.IsCompletedSuccessfully)
            return flush.AsTask();

        flush.GetAwaiter().GetResult();
        return Task.CompletedTask;

        void Write(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(writer.GetSpan(bytes.Length));
            writer.Advance(bytes.Length);
        }
    }

    /// <summary>The whole body in memory, for those who want to wrap or read it.</summary>
    public static ReadOnlyMemory<byte> RenderBody(HttpContext http, GatewayResponse response)
    {
        if (!response.IsProblem)
            return response.Body;

        byte[] rendered = [.. response.Body.Span, .. Encoding.ASCII.GetBytes(TraceId(http)), .. response.ProblemTail.Span];
        return rendered;
    }

    /// <summary>Whether a response with this status may have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).</summary>
    public static bool HasBody(int status) => status is >= 200 and not (204 or 205 or 304);

    /// <summary>The id under which the exchange is found in logs and traces: both forms are plain ASCII.</summary>
    private static string TraceId(HttpContext http) => Activity.Current?.Id ?? http.TraceIdentifier;
}
