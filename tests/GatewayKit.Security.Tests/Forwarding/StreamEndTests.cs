using GatewayKit.Security.Tests.Forwarding.Exchanges;
using GatewayKit.Security.Tests.Forwarding.Sockets;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>The end of an incomplete exchange of a client of HTTP/2: its stream is reset, and its other streams aren't affected.</summary>
public sealed class StreamEndTests(Http2ForwardingGateway gateway) : IClassFixture<Http2ForwardingGateway>
{
    private const string Start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n";
    private const string Clean = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nclean";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Forwarders => [.. ForwardingGateway.Forwarders];

    [Theory]
    [MemberData(nameof(Forwarders))]
    public Task A_response_that_is_cut_resets_the_stream(string forwarder)
        => AssertResetAsync(forwarder, upstream => { upstream.Dispose(); return Task.CompletedTask; });

    [Theory]
    [MemberData(nameof(Forwarders))]
    public Task A_response_whose_connection_is_reset_resets_the_stream(string forwarder)
        => AssertResetAsync(forwarder, upstream => { upstream.Reset(); return Task.CompletedTask; });

    [Theory]
    [MemberData(nameof(Forwarders))]
    public Task A_response_that_becomes_invalid_resets_the_stream(string forwarder)
        => AssertResetAsync(forwarder, upstream => upstream.WriteAsync("hello\r\n\r\n"));

    [Theory]
    [MemberData(nameof(Forwarders))]
    public async Task A_stream_that_the_client_resets_ends_the_upstreams_connection(string forwarder)
    {
        using var client = (Http2Wire)await gateway.ConnectAsync();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = AskAsync(client, forwarder, async call =>
        {
            await call.Wire.WriteAsync(Start);
            await call.Wire.ReadToEndAsync();
            ended.SetResult();
        });
        await client.FirstData.Task.WaitAsync(s_patience);

        await client.ResetAsync();

        await ended.Task.WaitAsync(s_patience);
        client.Dispose();
        Assert.False((await asking.WaitAsync(s_patience)).IsWhole);
    }

    private async Task AssertResetAsync(string forwarder, Func<Wire, Task> end)
    {
        using var client = (Http2Wire)await gateway.ConnectAsync();
        var asking = AskAsync(client, forwarder, async call =>
        {
            await call.Wire.WriteAsync(Start);
            await client.FirstData.Task.WaitAsync(s_patience);
            await end(call.Wire);
        });

        var result = await asking.WaitAsync(s_patience);
        Assert.Equal((200, "ok", "reset 8"), (result.Status, result.Body.Content, result.Body.Framing));

        var next = await AskAsync(client, forwarder, call => call.Wire.WriteAsync(Clean)).WaitAsync(s_patience);
        Assert.Equal((200, "clean", true), (next.Status, next.Body.Content, next.IsWhole));
    }

    private async Task<ClientResult> AskAsync(Http2Wire client, string forwarder, Func<UpstreamCall, Task> answer)
    {
        var id = gateway.NextId();
        gateway.Upstream.Expect(id, answer);
        var result = await client.SendAsync(new ExchangeSpec(), ForwardingGateway.HostOf(forwarder, "plain"), id);
        gateway.Upstream.Forget(id);
        return result;
    }
}
