using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Watching;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class WritePaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_hundred_writes_are_due_in_an_interval()
    {
        var pace = new WritePace(_time);

        var waits = Enumerable.Range(0, 101).Select(_ => pace.WaitAsync(CancellationToken.None)).ToArray();

        Assert.All(waits[..100], wait => Assert.True(wait.IsCompletedSuccessfully));
        Assert.False(waits[100].IsCompleted);
    }

    [Fact]
    public async Task All_writes_wait_longer_while_the_API_server_cannot_handle_them()
    {
        var pace = new WritePace(_time);
        Fail(pace, null);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Fail(pace, TimeSpan.FromMinutes(1));
        var wait = pace.WaitAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(wait.IsCompleted);

        _time.Advance(Backoff.Longest);
        await wait.WaitAsync(WriterScene.Limit);
    }

    [Fact]
    public void Failures_between_successes_cause_no_wait()
    {
        var pace = new WritePace(_time);
        for (var i = 0; i < 50; i++)
        {
            pace.Failed(null);
            pace.Answered();
        }

        Assert.True(pace.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    private static void Fail(WritePace pace, TimeSpan? retryAfter)
    {
        for (var i = 0; i < 8; i++)
            pace.Failed(retryAfter);
    }
}
