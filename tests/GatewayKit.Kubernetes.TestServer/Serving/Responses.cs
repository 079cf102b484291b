using System.IO.Compression;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Writes responses.</summary>
internal static class Responses
{
    /// <summary>The size from which a real server compresses.</summary>
    private const int CompressedFrom = 128 * 1024;

    public static Task Write(HttpContext context, JsonNode body, int status = 200)
        => Write(context, JsonText.Write(body), status);

    public static async Task Write(HttpContext context, ReadOnlyMemory<byte> body, int status = 200)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType ??= "application/json";
        response.Headers.CacheControl = "no-cache, private";
        if (IsCompressed(context, body.Length))
        {
            await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(body, context.RequestAborted);
            return;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Returns whether a response of a size is compressed, and sets its headers if it is.</summary>
    public static bool IsCompressed(HttpContext context, long length)
    {
        if (length < CompressedFrom || !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
            return false;

        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.Headers.Vary = "Accept-Encoding";
        return true;
    }

    public static Task Write(HttpContext context, ApiException failure)
    {
        if (failure.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Write(context, failure.ToStatus(), failure.Code);
    }

    public static Task WriteText(HttpContext context, string text, int status = 200)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return Write(context, System.Text.Encoding.UTF8.GetBytes(text), status);
    }

    public static void Warn(HttpContext context, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            context.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }
}
