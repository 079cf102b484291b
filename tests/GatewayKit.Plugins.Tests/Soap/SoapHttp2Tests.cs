using System.Text;
using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.Soap;

public sealed class SoapHttp2Tests(SoapHttp2Tests.OverHttp2 gateway) : IClassFixture<SoapHttp2Tests.OverHttp2>
{
    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    public async Task An_operation_is_called_over_http2(string method, bool isChunked)
    {
        gateway.Upstream.Answer(
            Encoding.UTF8.GetBytes(SoapGateway.Message("<r><a>größe</a></r>")), isChunked, ("Content-Type", "text/xml; charset=utf-8"));
        using var content = method == "GET" ? null : new StringContent("""{"b":1}""", Encoding.UTF8, "application/json");

        var answer = await gateway.SendAsync(new HttpMethod(method), "/", content);

        Assert.Equal((200, """{"a":"größe"}"""), (answer.Status, answer.Text));
        Assert.Equal(
            SoapGateway.Envelope11(method == "GET" ? "<op:Get />" : "<op:Get><op:b>1</op:b></op:Get>"),
            Encoding.UTF8.GetString(gateway.Upstream.LastBody!));
    }

    public sealed class OverHttp2() : BodyGateway(
        PluginGateway.OneRoute("{ name: soap, options: { operation: Get, namespace: 'urn:a' } }"), HttpProtocols.Http2,
        new ScriptedUpstream());
}
