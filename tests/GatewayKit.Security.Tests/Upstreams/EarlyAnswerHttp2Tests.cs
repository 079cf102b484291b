using System.Net;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Security.Tests.Upstreams;

public class EarlyAnswerHttp2Tests
{
    [Theory]
    [InlineData(true, "early")]
    [InlineData(false, "early")]
    [InlineData(false, "")]
    public async Task An_early_answer_reaches_a_client_of_HTTP_2(bool isChunked, string body)
    {
        using var upstream = new ScriptedUpstream { ReadsBodies = false };
        upstream.Answer = ScriptedUpstream.SayAndClose($"HTTP/1.1 413 Content Too Large\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithProtocols(HttpProtocols.Http2, HttpProtocols.Http1)
            .WithConfiguration($$"""
                routes: { up: { clusterId: up, match: { path: "/{**rest}" } } }
                clusters: { up: { destinations: { one: { address: "{{upstream.Address}}" } } } }
                """)).WaitAsync(TimeSpan.FromSeconds(60));
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Address)
        {
            Content = isChunked ? new StreamContent(new MemoryStream(new byte[3_000_000])) : new ByteArrayContent(new byte[3_000_000]),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }
}
