using GatewayKit.Security.Tests.Forwarding.Sockets;

namespace GatewayKit.Security.Tests.Forwarding.Misbehaviors;

/// <summary>
/// Whatever an upstream does, a client gets a correct response, an error or a response that never ends cleanly, and never a byte of the
/// response to another request.
/// </summary>
public sealed class MisbehaviorTests(ForwardingGateway gateway) : IClassFixture<ForwardingGateway>
{
    private const string Clean = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nclean";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Names => [.. MisbehaviorList.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_upstream_that_misbehaves_harms_no_client(string name)
    {
        var what = MisbehaviorList.All[name];
        foreach (var method in what.Methods)
            await Task.WhenAll(ForwardingGateway.Forwarders.Select(forwarder => CheckAsync(what, method, forwarder))).WaitAsync(s_patience);
    }

    private async Task CheckAsync(Misbehavior what, string method, string forwarder)
    {
        // The first request opens the connection that the second one uses again.
        var host = ForwardingGateway.HostOf(forwarder, what.Site);
        using var client = await Wire.ConnectAsync(gateway.Port);
        if (what.Site == "plain")
            Assert.Equal("clean", (await AskAsync(client, "GET", host, AnswerCleanAsync)).Result.Body.Content);

        var (result, calls) = await AskAsync(client, method, host, what.Answer);
        Assert.True(IsAllowed(what.Outcome, result), $"{forwarder}, {method}: the client got {result}.");
        Assert.DoesNotContain("poison", result.Body.Content, StringComparison.Ordinal);
        Assert.True(calls <= (method == "POST" ? 1 : 2), $"{forwarder}: {calls} requests were sent.");

        var healthy = ForwardingGateway.HostOf(forwarder, what.Site == "stalling" ? "stalling" : "plain");
        for (var i = 0; i < 2; i++)
        {
            using var next = await Wire.ConnectAsync(gateway.Port);
            Assert.Equal("clean", (await AskAsync(next, "GET", healthy, AnswerCleanAsync)).Result.Body.Content);
        }

        if (result.CanContinue)
            Assert.Equal("clean", (await AskAsync(client, "GET", healthy, AnswerCleanAsync)).Result.Body.Content);
    }

    private static bool IsAllowed(Outcome outcome, ClientResult result) => outcome switch
    {
        Outcome.BadGateway => result is { IsWhole: true, Status: 502 },
        Outcome.GatewayTimeout => result is { IsWhole: true, Status: 504 },
        Outcome.NeverWhole => result is { IsWhole: false } or { Status: 502 or 504 },
        Outcome.Ok => result is { IsWhole: true, Status: 200, Body.Content: "ok" },
        _ => result is { IsWhole: true, Status: 200 or 204 or 304, Body.Content: "" },
    };

    private static async Task AnswerCleanAsync(UpstreamCall call) => await call.Wire.WriteAsync(Clean);

    private async Task<(ClientResult Result, int Calls)> AskAsync(Wire client, string method, string host, Func<UpstreamCall, Task> answer)
    {
        var id = gateway.NextId();
        var script = gateway.Upstream.Expect(id, async call =>
        {
            await call.ReadBodyAsync();
            await answer(call);
        });
        var body = method == "POST" ? "Content-Length: 2\r\n\r\nhi" : "\r\n";
        var result = await RawExchange.SendAsync(client, $"{method} /x HTTP/1.1\r\nHost: {host}\r\nX-Exchange: {id}\r\n{body}");
        gateway.Upstream.Forget(id);
        return (result, script.Calls.Count);
    }
}
