using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

public sealed class CompositionTests
{
    [Fact]
    public async Task Other_plugins_see_an_ordinary_response()
    {
        await using var host = await SseHost.StartWithAsync(
            ["{ name: cors, options: { origins: [https://a.example] } }", "{ name: compress }", SseHost.Plugin()]);
        using var answer = await host.GetAsync("/news", ("Origin", "https://a.example"), ("Accept-Encoding", "gzip"));
        await using var body = new GZipStream(
            await answer.Response.Content.ReadAsStreamAsync().WaitAsync(SseHost.Patience), CompressionMode.Decompress);
        var buffer = new byte[100];

        Assert.Equal(("https://a.example", "gzip"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Content-Encoding")));
        var read = await body.ReadAsync(buffer).AsTask().WaitAsync(SseHost.Patience);
        Assert.Equal(": open\n\n", Encoding.ASCII.GetString(buffer, 0, read));
    }

    [Fact]
    public async Task Limits_of_streams_apply()
    {
        var time = new FakeTimeProvider();
        await using var host = await SseHost.StartWithAsync(
            ["{ name: stream-limits, options: { maxDuration: 60s } }", SseHost.Plugin("heartbeat: 1h")], time: time);
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(await events.NextAsync());
        Assert.Equal(1000, await socket.CloseOfGatewayAsync());
    }

    [Fact]
    public async Task A_cluster_with_policies_opens_streams()
    {
        await using var host = await SseHost.StartWithAsync([SseHost.Plugin()]);
        var configuration = SseHost.Configuration([SseHost.Plugin()]).Replace(
            "destinations:", "policies: { retry: { attempts: 2 }, timeout: { perTry: 30s } }\n    destinations:", StringComparison.Ordinal);
        Assert.Empty(await host.Gateway.ReloadAsync(configuration));
        var (events, socket) = await host.OpenAsync();
        using var _ = events;

        await socket.SendAsync("a");

        Assert.Equal("data: a", await events.NextAsync());
    }
}
