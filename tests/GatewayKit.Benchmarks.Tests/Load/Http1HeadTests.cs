using System.Text;

namespace GatewayKit.Benchmarks.Load;

public sealed class Http1HeadTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nrest", 39, 12)]
    [InlineData("HTTP/1.1 200 OK\r\na: b\r\ncontent-length:7\r\n\r\n", 43, 7)]
    public void A_complete_head_has_a_length_and_that_of_the_body(string response, int length, long body)
    {
        Assert.True(Http1Head.TryRead(Encoding.ASCII.GetBytes(response), out var actualLength, out var actualBody));
        Assert.Equal((length, body), (actualLength, actualBody));
    }

    [Fact]
    public void An_incomplete_head_needs_more_bytes()
        => Assert.False(Http1Head.TryRead("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n"u8, out _, out _));

    [Theory]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    public void Any_other_response_is_an_error(string response)
        => Assert.Throws<IOException>(() => Http1Head.TryRead(Encoding.ASCII.GetBytes(response), out _, out _));
}
