using System.Net;
using System.Text;
using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.Compress;

public sealed class CompressedEventsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("gzip", HttpProtocols.Http1)]
    [InlineData("br", HttpProtocols.Http1)]
    [InlineData("zstd", HttpProtocols.Http1)]
    [InlineData("gzip", HttpProtocols.Http2)]
    public Task An_event_arrives_before_the_next_one_exists(string coding, HttpProtocols protocols)
        => ReadEventsAsync("{ name: compress }", coding, protocols, isCoded: false);

    [Theory]
    [InlineData("gzip", HttpProtocols.Http1)]
    [InlineData("br", HttpProtocols.Http2)]
    [InlineData("zstd", HttpProtocols.Http1)]
    public Task An_event_of_a_compressed_stream_is_changed_before_the_next_one_exists(string coding, HttpProtocols protocols)
        => ReadEventsAsync(
            "{ name: find-replace, options: { response: [ { find: 'event:', replace: 'data:' } ] } }", coding, protocols, isCoded: true);

    private static async Task ReadEventsAsync(string plugin, string coding, HttpProtocols protocols, bool isCoded)
    {
        using var next = new SemaphoreSlim(0);
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(plugin),
            setup => setup.WithProtocols(protocols, HttpProtocols.Http1).WithUpstream(async http =>
            {
                http.Response.ContentType = "text/event-stream";
                if (isCoded)
                    http.Response.Headers.ContentEncoding = coding;
                await using var body = isCoded ? CodedBytes.Encoder(coding, http.Response.Body) : http.Response.Body;
                for (var i = 0; i < 3; i++)
                {
                    var text = Encoding.ASCII.GetBytes($"{(isCoded ? "event" : "data")}: {i}\n\n");
                    await body.WriteAsync(text).AsTask().WaitAsync(s_patience);
                    await body.FlushAsync().WaitAsync(s_patience);
                    Assert.True(await next.WaitAsync(s_patience));
                }
            }));
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address)
        {
            Headers = { { "Accept-Encoding", coding } },
            Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience);
        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        await using var events = CodedBytes.Decoder(coding, await response.Content.ReadAsStreamAsync().WaitAsync(s_patience));

        for (var i = 0; i < 3; i++)
        {
            var text = "";
            var buffer = new byte[100];
            while (!text.EndsWith("\n\n", StringComparison.Ordinal))
                text += Encoding.ASCII.GetString(buffer, 0, await events.ReadAsync(buffer).AsTask().WaitAsync(s_patience));

            Assert.Equal($"data: {i}\n\n", text);
            next.Release();
        }

        Assert.Equal(0, await events.ReadAsync(new byte[10]).AsTask().WaitAsync(s_patience));
    }
}
