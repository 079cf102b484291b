namespace GatewayKit.Tests.Edge;

public class EdgeMiddlewareTests
{
    [Theory]
    [InlineData("GET /nowhere HTTP/1.1")]
    [InlineData("POST /nowhere HTTP/1.1")]
    public async Task What_no_endpoint_takes_is_a_404_problem(string line)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync($"{line}\r\nHost: h\r\n\r\n");

        Assert.Equal(404, response?.Status);
        Assert.Equal("application/problem+json", response!.Header("Content-Type"));
        Assert.Contains("\"detail\":\"No route matches this request.\"", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_as_a_whole_has_options_and_no_path()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal(200, response?.Status);
        Assert.Equal("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", response!.Header("Allow"));
        Assert.Equal("0", response.Header("Content-Length"));
    }

    [Fact]
    public async Task The_hosts_own_endpoints_are_left_alone()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/host", "X[0]: 1\r\n");

        Assert.Equal("the host's own", response?.Body);
    }

    [Fact]
    public async Task A_null_in_a_header_never_reaches_a_hosts_own_endpoint()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/host", "X: a\0b\r\n");

        Assert.Equal(400, response?.Status);
    }

    [Fact]
    public async Task A_method_that_the_path_does_not_have_is_a_405_problem_that_names_the_others()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync("DELETE /host HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal(405, response?.Status);
        Assert.Equal("GET", response!.Header("Allow"));
        Assert.Equal("application/problem+json", response.Header("Content-Type"));
    }
}
