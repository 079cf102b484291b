using System.Net;
using System.Text;

namespace GatewayKit.Tests.Protocols;

/// <summary>A body whose second part is sent when the test says so.</summary>
internal sealed class TwoPartContent(string first, Task wait, string second) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(first));
        await stream.FlushAsync();
        await wait;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(second));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
