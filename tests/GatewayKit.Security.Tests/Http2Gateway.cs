using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Security.Tests;

/// <summary>The same gateway over HTTP/2 with prior knowledge; the upstream speaks HTTP/1.1.</summary>
public sealed class Http2Gateway : SecurityGateway
{
    protected override HttpProtocols Protocols => HttpProtocols.Http2;

    public async Task<int?> SendAsync(IEnumerable<(string Name, string Value)> headers, string? body = null)
    {
        Forget();
        var status = await Http2Client.SendAsync(Port, headers, body);
        await AssertAliveAsync();
        return status;
    }

    public override async Task AssertAliveAsync()
        => Assert.Equal(200, await Http2Client.SendAsync(Port, Http2Client.Request("GET", "/public/ping")));
}
