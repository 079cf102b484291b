using GatewayKit.Kubernetes.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Hosting;

public sealed class BackgroundLoopTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Work_that_fails_unexpectedly_begins_again_after_a_pause()
    {
        using var stop = new CancellationTokenSource();
        var runs = 0;
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = Loop().RunAsync(
            async cancellation =>
            {
                if (++runs == 1)
                    throw new InvalidOperationException();
                second.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            },
            stop.Token);
        Assert.Equal(1, runs);
        _time.Advance(TimeSpan.FromSeconds(5));

        await second.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_pause_ends_with_the_gateway()
    {
        using var stop = new CancellationTokenSource();
        var running = Loop().RunAsync(_ => throw new InvalidOperationException(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private BackgroundLoop Loop() => new(_time, new LoopLog(NullLogger<LoopLog>.Instance));
}
