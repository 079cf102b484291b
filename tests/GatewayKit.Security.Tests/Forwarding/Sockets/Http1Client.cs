using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>A client that sends the bytes of requests.</summary>
internal sealed class Http1Client(Wire wire) : IRawClient
{
    public static async Task<IRawClient> ConnectAsync(int port) => new Http1Client(await Wire.ConnectAsync(port));

    public Task<ClientResult> SendAsync(ExchangeSpec exchange, string host, string id)
    {
        var request = exchange.Request.Bytes(host, id);
        return RawExchange.SendAsync(wire, request, exchange.Cuts(request.Length));
    }

    public void Dispose() => wire.Dispose();
}
