using GatewayKit.Planning.Traffic;

namespace GatewayKit.Tests.Planning.Traffic;

/// <summary>Access logs in the Common and Combined Log Format.</summary>
public sealed class CommonLogTests
{
    private const string Start = "127.0.0.1 - - [01/Dec/2026:17:45:12 +0000] ";

    [Fact]
    public async Task A_combined_line_has_the_request_and_two_headers()
    {
        var request = await Lines.ReadOneAsync(
            "::1 - alice [01/Dec/2026:17:45:12 +0000] \"GET /a?b=c HTTP/1.1\" 200 - \"http://r.example/\" \"demo \\\"1\\\"\" 0.1",
            options: new TrafficOptions { Host = "shop.example" });

        Assert.Equal(("GET", "shop.example", "/a?b=c", null), (request.Method, request.Host, request.Target, request.Scheme));
        Assert.Equal(("alice", 200), (request.Consumer, request.Status));
        Assert.Equal([new("Referer", "http://r.example/"), new("User-Agent", "demo \"1\"")], request.Headers);
    }

    [Theory]
    [InlineData(200, "alice")]
    [InlineData(401, null)]
    [InlineData(407, null)]
    public async Task A_name_that_a_rejected_client_claims_is_not_a_consumer(int status, string? consumer)
        => Assert.Equal(consumer, (await Lines.ReadOneAsync(
            $"::1 - alice [01/Dec/2026:17:45:12 +0000] \"GET / HTTP/1.1\" {status} 5")).Consumer);

    [Fact]
    public async Task An_option_has_the_scheme()
        => Assert.Equal("https", (await Lines.ReadOneAsync(
            $"{Start}\"GET / HTTP/1.1\" 200 5", options: new TrafficOptions { Scheme = "https" })).Scheme);

    [Theory]
    [InlineData("GET / HTTP/1.1", "/")]
    [InlineData("GET /\\x22\\xc3\\xa9 HTTP/1.1", "/\"é")]
    [InlineData("GET /a", "/a")]
    public async Task A_target_is_read_as_the_client_sent_it(string request, string target)
    {
        var read = await Lines.ReadOneAsync($"{Start}\"{request}\" 200 5");

        Assert.Equal((target, "localhost", null), (read.Target, read.Host, read.Consumer));
    }

    [Fact]
    public async Task A_virtual_host_before_the_client_is_the_host()
        => Assert.Equal("shop.example:443", (await Lines.ReadOneAsync("shop.example:443 " + Start + "\"GET / HTTP/1.1\" 200 5")).Host);

    [Theory]
    [InlineData("no log", "The line is neither JSON nor in the Common or Combined Log Format.")]
    [InlineData(Start + "\"\\x16\\x03\\x01\" 400 5", "The request of the line isn't a method and a target.")]
    [InlineData(Start + "\"-\" 408 0", "The request of the line isn't a method and a target.")]
    [InlineData(Start + "\"GET / HTTP/1.1", "The request of the line isn't a method and a target.")]
    [InlineData(Start + "\"GET /\\", "The request of the line isn't a method and a target.")]
    [InlineData("a b [", "The line is neither JSON nor in the Common or Combined Log Format.")]
    public async Task A_malformed_line_says_why_without_its_text(string line, string message)
    {
        var reader = new TrafficReader();

        Assert.Empty(await reader.ReadAsync(line));
        Assert.Equal(message, Assert.Single(reader.Problems).Message);
    }
}
