using System.Net;

namespace Company_Gateway1.Tests;

public sealed class GatewayTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    private readonly HttpClient _client = gateway.CreateClient();

    [Fact]
    public async Task The_gateway_itself_answers_hello() => Assert.Equal("hello\n", await _client.GetStringAsync("/hello"));

    [Fact]
    public async Task A_request_without_a_key_is_rejected()
    {
        using var response = await _client.GetAsync("/api/orders");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_path_without_a_route_is_not_found()
    {
        using var response = await _client.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
