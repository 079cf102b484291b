using GatewayKit.Tests.Proxy.Forwarding;

namespace GatewayKit.Tests.Proxy.Resilience;

public sealed class ConcurrencyTests
{
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(700);

    [Fact]
    public async Task Requests_beyond_the_limit_wait_in_a_bounded_queue_for_a_bounded_time()
    {
        var time = new CountedTimers(s_wait);
        await using var host = await PolicyHost.StartAsync(
            "limited: policies: { concurrency: { limit: 1, queue: 1, queueTimeout: 700ms } }", time);
        using var gone = new CancellationTokenSource();
        var first = host.SendAsync("limited", "hang", cancellation: gone.Token);
        await host.Upstream.HangsAsync();

        // Either of the two can be the one that finds the queue full: a request counts its time before it queues.
        List<Task<PlannedAnswer>> both = [host.SendAsync("limited", "200"), host.SendAsync("limited", "200")];
        await time.IsSetAsync();
        await time.IsSetAsync();
        var rejected = await Task.WhenAny(both);
        Assert.Equal((503, ""), ((await rejected).Status, (await rejected).Destinations));
        var waiting = both.Single(response => response != rejected);
        Assert.False(waiting.IsCompleted);
        time.Advance(s_wait);
        Assert.Equal((503, ""), ((await waiting).Status, (await waiting).Destinations));

        var next = host.SendAsync("limited", "200");
        await time.IsSetAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal((200, "a"), ((await next).Status, (await next).Destinations));
        Assert.Equal(200, (await host.SendAsync("limited", "200")).Status);
    }
}
