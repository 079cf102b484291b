using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Http;

public class CorsPreflightTests
{
    [Theory]
    [InlineData("OPTIONS", "https://a.example", "PUT", true)]
    [InlineData("GET", "https://a.example", "PUT", false)]
    [InlineData("OPTIONS", null, "PUT", false)]
    [InlineData("OPTIONS", "https://a.example", null, false)]
    [InlineData("OPTIONS", "https://a.example", "", false)]
    [InlineData("OPTIONS", "https://a.example", "PUT, GET", false)]
    public void A_preflight_is_an_OPTIONS_with_an_origin_and_one_method(string method, string? origin, string? asked, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers.Origin = origin;
        request.Headers.AccessControlRequestMethod = asked;

        Assert.Equal(expected, CorsPreflight.Is(request));
    }
}
