namespace GatewayKit.Security.Tests.Requests;

public class LimitTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    [Theory]
    [InlineData(8_000, 200)]
    [InlineData(9_000, 414)]
    [InlineData(100_000, 414)]
    [InlineData(1_000_000, 414)]
    public async Task A_request_line_has_at_most_8_KiB(int length, int status)
    {
        foreach (var target in new[] { "/public/" + new string('a', length), "/public/x?" + new string('a', length) })
            Assert.Contains((await gateway.SendAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n\r\n"))?.Status,
                new int?[] { status, status == 200 ? 200 : null });
    }

    [Theory]
    [InlineData(30_000, 200)]
    [InlineData(40_000, 431)]
    [InlineData(1_000_000, 431)]
    public async Task Headers_have_together_at_most_32_KiB(int length, int status)
    {
        foreach (var header in new[] { "X", "Cookie", "Authorization" })
            Assert.Contains((await gateway.SendAsync(
                $"GET /public/x HTTP/1.1\r\nHost: h\r\n{header}: {new string('a', length)}\r\n\r\n"))?.Status,
                new int?[] { status, status == 200 ? 200 : null });
    }

    [Theory]
    [InlineData("X-{0}: a", 90, 200)]
    [InlineData("X-{0}: a", 100, 431)]
    [InlineData("X: a", 100, 431)]
    [InlineData("Cookie: a{0}=b", 100, 431)]
    [InlineData("X-{0}: a", 2_000, 431)]
    public async Task There_are_at_most_100_headers(string header, int count, int status)
    {
        var lines = string.Concat(
            Enumerable.Range(0, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, header, i) + "\r\n"));

        Assert.Equal(status, (await gateway.SendAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{lines}\r\n"))?.Status);
    }

    [Theory]
    [InlineData("/small/x", 100, 200)]
    [InlineData("/small/x", 101, 413)]
    [InlineData("/public/x", 30_000_001, 413)]
    [InlineData("/public/x", long.MaxValue, 413)]
    public async Task A_body_that_says_it_is_too_large_never_reaches_the_upstream(string path, long length, int status)
    {
        var body = status == 200 ? new string('a', (int)length) : "some";
        var response = await gateway.SendAsync($"POST {path} HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n{body}");

        Assert.Equal(status, response?.Status);
        Assert.Equal(status == 200, gateway.Forwarded.Any());
    }

    [Theory]
    [InlineData(80, 200)]
    [InlineData(101, 413)]
    [InlineData(100_000, 413)]
    public async Task A_body_in_chunks_that_grows_too_large_is_cut(int length, int status)
    {
        var response = await gateway.SendAsync(
            $"POST /small/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{new string('a', length)}\r\n0\r\n\r\n");

        Assert.Equal(status, response?.Status);
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(2_000_000)]
    public async Task A_chunk_extension_has_a_bound(int length)
    {
        var response = await gateway.SendAsync(
            $"POST /small/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;{new string('a', length)}\r\na\r\n0\r\n\r\n");

        Assert.True(response is null or { Status: 200 or 400 or 413 }, $"The answer is {response?.Status}.");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task Trailers_have_a_bound(int count)
    {
        var trailers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: a\r\n"));
        var response = await gateway.SendAsync(
            $"POST /small/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n{trailers}\r\n");

        Assert.True(response is null or { Status: 400 or 413 or 431 }, $"The answer is {response?.Status}.");
    }
}
