using System.Collections.Concurrent;
using GatewayKit.Portal.Email;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Portal.Tests.Email;

public sealed class EmailQueueTests : IPortalEmail
{
    private readonly TaskCompletionSource _isSending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _canSend = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _sent = new();

    async Task IPortalEmail.SendAsync(PortalMessage message, CancellationToken cancellation)
    {
        _isSending.TrySetResult();
        await _canSend.Task.WaitAsync(cancellation);
        _sent.Enqueue(message.Subject);
    }

    [Fact]
    public async Task Messages_that_wait_and_those_of_steps_are_sent_before_the_host_stops()
    {
        using var queue = await StartAsync();
        queue.Add(MessageOf("second"));
        queue.Add(_ =>
        {
            queue.Add(MessageOf("third"));
            return Task.CompletedTask;
        });
        queue.Add(_ => throw new InvalidOperationException());

        var stop = queue.StopAsync(default);
        Assert.False(stop.IsCompleted);
        _canSend.SetResult();
        await stop.WaitAsync(PortalHost.Patience);

        Assert.Equal(["first", "second", "third"], _sent);
    }

    [Fact]
    public async Task A_host_that_cannot_wait_any_longer_stops()
    {
        using var queue = await StartAsync();
        queue.Add(MessageOf("second"));
        using var end = new CancellationTokenSource();

        var stop = queue.StopAsync(end.Token);
        await end.CancelAsync();
        await stop.WaitAsync(PortalHost.Patience);

        Assert.Empty(_sent);
    }

    private async Task<EmailQueue> StartAsync()
    {
        var queue = new EmailQueue(this, NullLogger<EmailQueue>.Instance);
        await queue.StartAsync(default);
        queue.Add(MessageOf("first"));
        await _isSending.Task.WaitAsync(PortalHost.Patience);
        return queue;
    }

    private static PortalMessage MessageOf(string subject) => new() { To = "dev@example.com", Subject = subject, Text = "" };
}
