using System.Net.Http;
using GatewayKit.Proxy.Forwarding;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace GatewayKit.Tests.Proxy.Forwarding;

public sealed class RequestLineTests
{
    [Fact]
    public void A_question_mark_in_a_path_of_a_plugin_does_not_become_a_query()
    {
        var http = new DefaultHttpContext();
        http.Request.Path = "/a";

        Assert.Null(UpstreamTarget.Of(http, "", "/tenants/x?admin=1", default));
        Assert.Null(UpstreamTarget.Of(http, "/base", "/tenants/x?admin=1", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /admin HTTP/1.1\r\nA:")]
    [InlineData("GET /admin")]
    public void A_method_that_would_end_the_request_line_is_not_sent(string method)
        => Assert.Throws<HttpRequestException>(() => new RequestHeadWriter().Begin(method, "/"));
}
