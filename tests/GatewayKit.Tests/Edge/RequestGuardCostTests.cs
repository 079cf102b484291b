using GatewayKit.Edge;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Edge;

public class RequestGuardCostTests
{
    [Fact]
    public async Task An_ordinary_request_costs_no_allocation()
    {
        await using var app = await EdgeApp.StartAsync(say: CostOf);

        var response = await app.GetAsync("/api/orders/42?page=2",
            "User-Agent: x\r\nAccept: */*\r\nConnection: keep-alive\r\nX-Api-Key: y\r\nCookie: a=b\r\ntraceparent: z\r\n");

        Assert.Equal("0", response?.Body);
    }

    private static string CostOf(HttpContext http)
        => $"{AllocatedBytes.Of(() => RequestGuard.Check(http, PathPolicy.Strict, EdgeSettings.Strict))}";
}
