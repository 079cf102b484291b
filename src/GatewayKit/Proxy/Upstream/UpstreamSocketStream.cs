using System.Net.Sockets;

namespace GatewayKit.Proxy.Upstream;

/// <summary>A connected socket, which frees its place for another one when it is closed.</summary>
internal sealed class UpstreamSocketStream(Socket socket, SemaphoreSlim? free) : NetworkStream(socket, ownsSocket: true)
{
    private SemaphoreSlim? _free = free;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Interlocked.Exchange(ref _free, null)?.Release();
    }
}
