using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Portal.Tests.Trying.TryHost;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class ReaderTests
{
    private const string Restricted = "[ { name: ip-restriction, options: { allow: [203.0.113.0/24] } } ]";

    [Theory]
    [InlineData("203.0.113.5", "200 OK")]
    [InlineData("198.51.100.7", "403 Forbidden")]
    public async Task The_address_of_the_reader_decides_and_not_that_of_the_portal(string reader, string status)
    {
        await using var portal = await StartAsync(Restricted, "trustedProxies: [127.0.0.1]");

        var page = await new TryReader(portal, ("X-Forwarded-For", reader)).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal(status, TryReader.Status(page));
    }

    [Fact]
    public async Task A_reader_cannot_claim_another_address()
    {
        await using var portal = await StartAsync();

        await new TryReader(portal, ("X-Forwarded-For", "203.0.113.5")).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal("127.0.0.1", portal.Gateway.Upstream.Request.Header("X-Forwarded-For"));
    }

    [Fact]
    public async Task A_limit_by_address_counts_each_reader()
    {
        await using var portal = await StartAsync(
            "[ { name: rate-limit, options: { limit: 1, window: 60s, by: ip } } ]", "trustedProxies: [127.0.0.1]");
        var one = new TryReader(portal, ("X-Forwarded-For", "203.0.113.5"));
        var other = new TryReader(portal, ("X-Forwarded-For", "203.0.113.6"));

        var first = TryReader.Status(await one.SendAsync(GetOrder, ("id", "7")));
        var second = TryReader.Status(await one.SendAsync(GetOrder, ("id", "7")));
        var third = TryReader.Status(await other.SendAsync(GetOrder, ("id", "7")));

        Assert.Equal(("200 OK", "429 Too Many Requests", "200 OK"), (first, second, third));
    }

    [Fact]
    public async Task Readers_who_send_at_the_same_time_get_their_own_answers()
    {
        await using var portal = await StartAsync(
            rest: "trustedProxies: [127.0.0.1]",
            setUp: setup => setup.WithUpstream(
                http => http.Response.WriteAsync($"{http.Request.Path} {http.Request.Headers["X-Forwarded-For"]}")));

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(async number => TryReader.Body(
            await new TryReader(portal, ("X-Forwarded-For", $"203.0.113.{number}")).SendAsync(GetOrder, ("id", $"{number}")))));

        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"/v2/orders/{number} 203.0.113.{number}"), answers);
    }

    [Fact]
    public async Task Four_requests_of_a_reader_run_at_the_same_time()
    {
        var (arrived, answer) = (new CountdownEvent(4), new TaskCompletionSource());
        await using var portal = await StartAsync(setUp: setup => setup.WithUpstream(async http =>
        {
            arrived.Signal();
            await answer.Task.WaitAsync(PortalHost.Patience);
        }));
        var running = Enumerable.Range(0, 4).Select(_ => new TryReader(portal).SendAsync(GetOrder, ("id", "7"))).ToList();
        Assert.True(await Task.Run(() => arrived.Wait(PortalHost.Patience)));

        var fifth = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));
        answer.SetResult();

        Assert.StartsWith("Too many requests are being sent.", TryReader.Errors(fifth), StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(running), page => Assert.Equal("200 OK", TryReader.Status(page)));
    }
}
