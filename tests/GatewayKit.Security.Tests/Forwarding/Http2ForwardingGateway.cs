using GatewayKit.Security.Tests.Forwarding.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>The same gateway for clients of HTTP/2 with prior knowledge.</summary>
public sealed class Http2ForwardingGateway : ForwardingGateway
{
    protected override HttpProtocols Protocols => HttpProtocols.Http2;

    public override Task<IRawClient> ConnectAsync() => Http2Wire.ConnectAsync(Port);
}
