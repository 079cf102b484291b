using System.Text;
using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Compress;

public sealed class CompressedEventsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task An_event_arrives_before_the_next_one_exists(string coding)
    {
        using var next = new SemaphoreSlim(0);
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute("{ name: compress }"),
            setup => setup.WithUpstream(async http =>
            {
                http.Response.ContentType = "text/event-stream";
                for (var i = 0; i < 3; i++)
                {
                    await http.Response.WriteAsync($"data: {i}\n\n");
                    await http.Response.Body.FlushAsync();
                    Assert.True(await next.WaitAsync(s_patience));
                }
            }));
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address) { Headers = { { "Accept-Encoding", coding } } };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience);
        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        await using var events = CodedBytes.Decoder(coding, await response.Content.ReadAsStreamAsync());

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
