using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Edge;

public class RequestGuardCostTests
{
    [Fact]
    public async Task An_ordinary_request_costs_no_allocation()
    {
        await using var app = await EdgeApp.StartAsync(say: AllocatedBytes);

        var response = await app.GetAsync("/api/orders/42?page=2", "User-Agent: x\r\nAccept: */*\r\nConnection: keep-alive\r\nX-Api-Key: y\r\nCookie: a=b\r\ntraceparent: z\r\n");

        Assert.Equal("0", response?.Body);
    }

    // The least of several, since the runtime itself allocates while it compiles.
    private static string AllocatedBytes(HttpContext http)
        => $"{Enumerable.Range(0, 20).Select(_ => Once(http)).Min()}";

    private static long Once(HttpContext http)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        RequestGuard.Check(http, PathPolicy.Strict, EdgeSettings.Strict);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
