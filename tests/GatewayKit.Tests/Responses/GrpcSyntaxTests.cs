using GatewayKit.Proxy.Timeouts;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Responses;

public class GrpcSyntaxTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("99999999m", 99_999_999)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3000)]
    [InlineData("5000u", 5)]
    [InlineData("7000000n", 7)]
    [InlineData("0S", 0)]
    public void A_timeout_is_a_number_and_a_unit(string text, int milliseconds)
    {
        Assert.True(GrpcDeadline.TryParse(text, out var timeout));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), timeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData("1.5S")]
    [InlineData(" 1S")]
    [InlineData("123456789S")]
    [InlineData("99999999H")]
    public void Anything_else_is_no_deadline(string text) => Assert.False(GrpcDeadline.TryParse(text, out _));

    [Theory]
    [InlineData(400, 13)]
    [InlineData(401, 16)]
    [InlineData(403, 7)]
    [InlineData(404, 12)]
    [InlineData(429, 14)]
    [InlineData(502, 14)]
    [InlineData(503, 14)]
    [InlineData(504, 14)]
    [InlineData(413, 2)]
    [InlineData(500, 2)]
    public void A_status_of_HTTP_has_one_of_gRPC(int status, int expected) => Assert.Equal(expected, GrpcAnswer.StatusOf(status));

    [Fact]
    public void A_message_is_percent_encoded() => Assert.Equal("50%25 of 'Z%C3%BCrich'%0A", GrpcAnswer.Encode("50% of 'Zürich'\n"));

    [Theory]
    [InlineData("application/grpc", "HTTP/2", true)]
    [InlineData("Application/gRPC+proto", "HTTP/2", true)]
    [InlineData("application/grpc; a=b", "HTTP/3", true)]
    [InlineData("application/grpc", "HTTP/1.1", false)]
    [InlineData("application/grpc-web", "HTTP/1.1", true)]
    [InlineData("application/grpc-web-text+proto", "HTTP/1.1", true)]
    [InlineData("application/grpc-webx", "HTTP/2", false)]
    [InlineData("application/grpcx", "HTTP/2", false)]
    [InlineData("application/json", "HTTP/2", false)]
    [InlineData(null, "HTTP/2", false)]
    public void A_call_is_known_by_its_content_type(string? type, string protocol, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.ContentType, request.Protocol) = (type, protocol);

        Assert.Equal(expected, GrpcRequest.IsGrpc(request));
    }
}
