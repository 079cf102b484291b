using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Joins the stored bytes of objects. As in a real server, the items of core kinds have no version and kind.</summary>
internal sealed class ListBody(Kind kind, IReadOnlyList<StoredObject> page, long version, string? token, int remaining)
{
    private const int FlushSize = 64 * 1024;

    private readonly byte[] _head = Head(kind, version, token, remaining);
    private readonly byte[] _prefix = kind.IsCustom ? kind.Prefix.ToArray() : "{"u8.ToArray();

    private long Length => _head.Length + page.Sum(item => (long)item.Tail.Length) + ((long)page.Count * _prefix.Length)
        + Math.Max(0, page.Count - 1) + "]}"u8.Length;

    public async Task Write(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-cache, private";
        if (!Responses.IsCompressed(context, Length))
        {
            response.ContentLength = Length;
            await Write(response.BodyWriter, context.RequestAborted);
            return;
        }

        await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest);
        var pipe = PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true));
        await Write(pipe, context.RequestAborted);
        await pipe.CompleteAsync();
    }

    private async Task Write(PipeWriter pipe, CancellationToken cancellationToken)
    {
        pipe.Write(_head);
        for (var index = 0; index < page.Count; index++)
        {
            if (index > 0)
                pipe.Write(","u8);
            pipe.Write(_prefix);
            pipe.Write(page[index].Tail);
            if (pipe.UnflushedBytes > FlushSize)
                await pipe.FlushAsync(cancellationToken);
        }

        pipe.Write("]}"u8);
        await pipe.FlushAsync(cancellationToken);
    }

    private static byte[] Head(Kind kind, long version, string? token, int remaining)
    {
        // A list of custom objects always has a token, which is empty on the last page.
        var next = token is null && !kind.IsCustom ? "" : $",\"continue\":\"{token}\"";
        if (remaining > 0)
            next += $",\"remainingItemCount\":{remaining}";
        return Encoding.UTF8.GetBytes($"{{\"kind\":\"{kind.ListName}\",\"apiVersion\":\"{kind.ApiVersion}\","
            + $"\"metadata\":{{\"resourceVersion\":\"{version}\"{next}}},\"items\":[");
    }
}
