using System.Net;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>The endpoint of the server for requests of the portal. It has no socket, so nothing outside the process reaches it.</summary>
internal sealed class MemoryEndPoint : EndPoint
{
    public override string ToString() => "portal://gateway";
}
