using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Mcp.Server;

/// <summary>Passes messages between the gateway and the SDK's handler.</summary>
internal static class Messages
{
    private static readonly string[] s_requestHeaders = ["Accept", "Content-Type", "Last-Event-ID"];
    private static readonly string[] s_responseHeaders = ["Allow", "Cache-Control", "X-Accel-Buffering"];

    /// <summary>Returns whether a message is JSON within limits. A name that occurs twice could mean two things.</summary>
    public static bool IsValid(ReadOnlyMemory<byte> message, int maxDepth)
    {
        try
        {
            using var json = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second exception is for names that aren't valid UTF-8 or UTF-16.
            return false;
        }
    }

    /// <summary>Copies a request without anything that the protocol doesn't need, such as credentials.</summary>
    public static DefaultHttpContext Copy(HttpRequest request, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var copy = new DefaultHttpContext { RequestAborted = cancellation };
        copy.Request.Method = HttpMethods.Post;
        copy.Request.Body = new MemoryStream(message.ToArray(), writable: false);
        copy.Request.ContentLength = message.Length;
        copy.Response.Body = new MemoryStream();
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase)
                || s_requestHeaders.AsSpan().Contains(name, StringComparer.OrdinalIgnoreCase))
                copy.Request.Headers[name] = value;
        }

        return copy;
    }

    /// <summary>Describes the response of the handler.</summary>
    public static GatewayResponse Describe(HttpResponse response)
    {
        var described = new GatewayResponse(response.StatusCode);
        foreach (var name in s_responseHeaders)
        {
            if (response.Headers[name] is [{ } value])
                described = described.WithHeader(name, value);
        }

        var body = (MemoryStream)response.Body;
        return body.Length == 0 ? described : described.WithBody(body.ToArray(), response.ContentType);
    }
}
