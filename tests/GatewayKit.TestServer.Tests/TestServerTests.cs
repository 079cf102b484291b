using System.Net;
using System.Text;

namespace GatewayKit.TestServer.Tests;

public sealed class TestServerTests(PlainHostFactory factory) : IClassFixture<PlainHostFactory>
{
    private readonly HttpClient _client = factory.CreateClient();

    [Theory]
    [InlineData("/open/x")]
    [InlineData("/open/a%2Fb?q=%2F&r=a+b")]
    [InlineData("/open/%C3%A4/a%20b")]
    [InlineData("/open/?q=%00")]
    public async Task A_request_reaches_the_upstream_with_its_target(string target)
    {
        factory.Targets.Clear();

        Assert.Equal("GET ", await _client.GetStringAsync(target));
        Assert.Equal(target, Assert.Single(factory.Targets));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_reaches_the_upstream_with_a_length_and_without(bool hasLength)
    {
        using var content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("hello")));
        if (!hasLength)
            content.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open/x") { Content = content };
        request.Headers.TransferEncodingChunked = hasLength ? null : true;

        using var response = await _client.SendAsync(request);

        Assert.Equal("POST hello", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("the-key-of-alice", HttpStatusCode.OK)]
    public async Task A_plugin_decides(string? key, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/keyed/x");
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);

        using var response = await _client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_client_without_an_address_is_counted()
    {
        using var first = await _client.GetAsync("/limited");
        using var second = await _client.GetAsync("/limited");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/open//x", 400)]
    [InlineData("/open/a%5Cb", 400)]
    [InlineData("/open/a;b=c", 400)]
    [InlineData("/open/a%01b", 400)]
    [InlineData("/open/a%3Fb", 400)]
    [InlineData("/open/%252e", 400)]
    [InlineData("//keyed/x", 400)]
    public async Task Paths_are_as_strict_as_on_a_socket(string target, int status)
    {
        factory.Targets.Clear();

        using var response = await _client.GetAsync(new Uri("http://localhost" + target));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(factory.Targets);
    }
}
