using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>Writes a described answer: first its head, then, once nobody wants to change it any more, its body.</summary>
internal static class GatewayResponseWriter
{
    /// <summary>Writes the whole answer in place of what an upstream has put on the response.</summary>
    public static Task WriteAsync(HttpContext http, GatewayResponse response, ProblemBodies problems, in HostHeaders host)
    {
        host.Restore(http);
        return WriteAsync(http, response, problems);
    }

    /// <summary>Writes the whole answer. The headers that the response already has stay.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="response">The answer.</param>
    /// <param name="problems">The bodies that the configuration gives to problems: the same from the head on.</param>
    public static Task WriteAsync(HttpContext http, GatewayResponse response, ProblemBodies problems)
    {
        ApplyHead(http, response, problems);
        return WriteBodyAsync(http, response, problems);
    }

    /// <summary>Puts status and headers on the response, beside the headers that it already has.</summary>
    public static void ApplyHead(HttpContext http, GatewayResponse response, ProblemBodies problems)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            headers.Append(name, value);
        var custom = problems.Find(response);
        if ((custom?.ContentType ?? response.ContentType) is { } contentType)
            headers.ContentType = contentType;
        headers.ContentLength = custom is not null ? custom.Length(TraceId(http).Length)
            : HasBody(response.Status) ? response.Body.Length + (response.IsProblem ? TraceId(http).Length : 0) + response.ProblemTail.Length
            : null;
    }

    /// <summary>Writes the body of an answer whose head has been applied.</summary>
    public static Task WriteBodyAsync(HttpContext http, GatewayResponse response, ProblemBodies problems)
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
        WriteProblem(http, response, problems, writer);
        var flush = writer.FlushAsync(RequestTimeout.WriteToken(http));
        if (!flush.IsCompletedSuccessfully)
            return flush.AsTask();

        flush.GetAwaiter().GetResult();
        return Task.CompletedTask;
    }

    /// <summary>The whole body in memory, for those who want to wrap or read it.</summary>
    public static ReadOnlyMemory<byte> RenderBody(HttpContext http, GatewayResponse response, ProblemBodies problems)
    {
        if (!response.IsProblem)
            return response.Body;

        var rendered = new ArrayBufferWriter<byte>();
        WriteProblem(http, response, problems, rendered);
        return rendered.WrittenMemory;
    }

    private static void WriteProblem(HttpContext http, GatewayResponse response, ProblemBodies problems, IBufferWriter<byte> writer)
    {
        var traceId = TraceId(http);
        if (problems.Find(response) is not { } custom)
        {
            Write(writer, response.Body.Span);
            Encoding.ASCII.GetBytes(traceId, writer);
            Write(writer, response.ProblemTail.Span);
            return;
        }

        for (var i = 0; i < custom.Parts.Length; i++)
        {
            if (i > 0)
                Encoding.ASCII.GetBytes(traceId, writer);
            Write(writer, custom.Parts[i]);
        }
    }

    // Not the framework's Write: it asks for a span of any length, and Kestrel may give one of none.
    private static void Write(IBufferWriter<byte> writer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }

    /// <summary>Whether a response with this status may have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).</summary>
    public static bool HasBody(int status) => status is >= 200 and not (204 or 205 or 304);

    /// <summary>The id under which the exchange is found in logs and traces: both forms are plain ASCII.</summary>
    private static string TraceId(HttpContext http) => Activity.Current?.Id ?? http.TraceIdentifier;
}
