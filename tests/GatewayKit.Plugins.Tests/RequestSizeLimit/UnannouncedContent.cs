using System.Net;

namespace GatewayKit.Plugins.Tests.RequestSizeLimit;

/// <summary>A body that is sent in parts and without its length.</summary>
internal sealed class UnannouncedContent(byte[] body) : HttpContent
{
    private const int Part = 700;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var start = 0; start < body.Length; start += Part)
        {
            await stream.WriteAsync(body.AsMemory(start, Math.Min(Part, body.Length - start)));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
