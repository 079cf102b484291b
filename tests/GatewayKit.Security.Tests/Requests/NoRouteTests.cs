using GatewayKit.Security.Tests.Upstreams;

namespace GatewayKit.Security.Tests.Requests;

public class NoRouteTests(FaultGateway gateway) : IClassFixture<FaultGateway>
{
    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/", 404)]
    [InlineData("GET", "//nowhere", 400)]
    [InlineData("GET", "/nowhere/..;/up/x", 400)]
    [InlineData("GET", "/up%2Fx", 400)]
    [InlineData("TRACE", "/nowhere", 405)]
    [InlineData("CONNECT", "h:80", 405)]
    public async Task Off_every_route_the_edge_itself_answers(string method, string target, int status)
    {
        var host = target == "h:80" ? target : "h";
        var response = await gateway.SendAsync(
            ScriptedUpstream.Say(ScriptedUpstream.Ok("never asked")), $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");

        Assert.Equal(status, response?.Status);
        Assert.Equal("application/problem+json", response!.Header("Content-Type"));
        Assert.Empty(gateway.Upstream.Requests);
    }
}
