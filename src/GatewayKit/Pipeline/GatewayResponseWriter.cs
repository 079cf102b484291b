using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Writes a described answer.</summary>
internal static class GatewayResponseWriter
{
    public static Task WriteAsync(HttpContext http, GatewayResponse response)
    {
        http.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            http.Response.Headers.Append(name, value);
        if (response.ContentType is not null)
            http.Response.ContentType = response.ContentType;

        var id = response.IsProblem ? Encoding.ASCII.GetBytes(Activity.Current?.Id ?? http.TraceIdentifier) : [];
        http.Response.ContentLength = response.Body.Length + id.Length + response.ProblemTail.Length;
        if (HttpMethods.IsHead(http.Request.Method))
            return Task.CompletedTask;

        var body = http.Response.BodyWriter;
        body.Write(response.Body.Span);
        body.Write(id);
        body.Write(response.ProblemTail.Span);
        return body.FlushAsync().AsTask();
    }
}
