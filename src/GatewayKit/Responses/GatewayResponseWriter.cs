using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Responses;

/// <summary>Writes a described response: first its head, and its body later, after the last change.</summary>
internal static class GatewayResponseWriter
{
    /// <summary>Writes the complete response, which replaces that of an upstream.</summary>
    public static Task WriteAsync(HttpContext http, GatewayResponse response, ProblemBodies problems, in HostHeaders host)
    {
        host.Restore(http);
        return WriteAsync(http, response, problems);
    }

    /// <summary>Writes the complete response. Existing headers of the response are kept.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="response">The response.</param>
    /// <param name="problems">The configured bodies for problems; the same for the head and the body.</param>
    public static Task WriteAsync(HttpContext http, GatewayResponse response, ProblemBodies problems)
    {
        ApplyHead(http, response, problems);
        return WriteBodyAsync(http, response, problems);
    }

    /// <summary>Sets status and headers of the response in addition to its existing headers.</summary>
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
            : !HasBody(response.Status) ? null
            : response.Streamed is { } streamed ? streamed.Length
            : response.Body.Length + (response.IsProblem ? TraceId(http).Length : 0);
    }

    /// <summary>Writes the body of a response whose head is already applied.</summary>
    public static Task WriteBodyAsync(HttpContext http, GatewayResponse response, ProblemBodies problems)
    {
        if (GrpcAnswer.Applies(http))
        {
            GrpcAnswer.Apply(http, response);
            return Task.CompletedTask;
        }

        if (!HasBody(http.Response.StatusCode) || HttpMethods.IsHead(http.Request.Method))
            return Task.CompletedTask;
        if (response.Streamed is { } streamed)
            return streamed.WriteAsync(http.Response.Body, RequestTimeout.WriteToken(http));
        if (response.Body.IsEmpty)
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

    /// <summary>Returns the whole body of a response in memory, to wrap or read it.</summary>
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
            Write(writer, response.Body.Span[..response.TraceIdIndex]);
            Encoding.ASCII.GetBytes(traceId, writer);
            Write(writer, response.Body.Span[response.TraceIdIndex..]);
            return;
        }

        for (var i = 0; i < custom.Parts.Length; i++)
        {
            if (i > 0)
                Encoding.ASCII.GetBytes(traceId, writer);
            Write(writer, custom.Parts[i]);
        }
    }

    // Not the framework's Write: it requests a span of any length, and Kestrel may return an empty one.
    private static void Write(IBufferWriter<byte> writer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }

    /// <summary>Returns whether a response with this status may have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).</summary>
    public static bool HasBody(int status) => status is >= 200 and not (204 or 205 or 304);

    /// <summary>Returns the id of the exchange in logs and traces. Both forms are plain ASCII.</summary>
    private static string TraceId(HttpContext http) => Activity.Current?.Id ?? http.TraceIdentifier;
}
