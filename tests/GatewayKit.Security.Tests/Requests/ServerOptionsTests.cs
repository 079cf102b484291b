namespace GatewayKit.Security.Tests.Requests;

public class ServerOptionsTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    [Fact]
    public async Task No_route_takes_a_question_about_the_server_as_a_whole()
    {
        var response = await gateway.SendAsync("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal(200, response?.Status);
        Assert.Equal("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", response!.Header("Allow"));
        Assert.Empty(gateway.Forwarded);
    }

    [Theory]
    [InlineData("GET *")]
    [InlineData("OPTIONS *x")]
    [InlineData("OPTIONS **")]
    public async Task The_asterisk_is_a_target_of_OPTIONS_alone(string line)
        => await gateway.AssertRefusedAsync($"{line} HTTP/1.1\r\nHost: h\r\n\r\n");
}
