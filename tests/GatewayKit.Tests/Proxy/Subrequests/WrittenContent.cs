using System.Net;

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>Content of unknown length that a test writes.</summary>
internal sealed class WrittenContent(Func<Stream, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
