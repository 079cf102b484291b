using System.Net;
using System.Threading.Channels;
using GatewayKit.Hosting;
using GatewayKit.Hosting.Descriptors;
using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Tests.Hosting.Descriptors;

public sealed class BoundedConnectionListenerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_connection_waits_until_another_is_closed()
    {
        var queue = new QueueListener();
        var listener = new BoundedConnectionListener(queue, 1);
        queue.Connect();
        queue.Connect();

        var first = await listener.AcceptAsync();
        var second = listener.AcceptAsync().AsTask();
        Assert.False(second.IsCompleted);
        Assert.Equal(1, queue.Accepted);

        await first!.DisposeAsync();
        await first.DisposeAsync();
        Assert.NotNull(await second.WaitAsync(s_patience));
        Assert.False(listener.AcceptAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task A_listener_that_is_full_can_be_unbound()
    {
        var queue = new QueueListener();
        var listener = new BoundedConnectionListener(queue, 1);
        queue.Connect();
        await listener.AcceptAsync();
        var waiting = listener.AcceptAsync().AsTask();

        await listener.UnbindAsync();

        Assert.Null(await waiting.WaitAsync(s_patience));
    }

    /// <summary>Has connections of no socket.</summary>
    private sealed class QueueListener : IConnectionListener
    {
        private readonly Channel<ConnectionContext> _pending = Channel.CreateUnbounded<ConnectionContext>();

        public int Accepted { get; private set; }

        public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 1);

        public void Connect() => _pending.Writer.TryWrite(new DefaultConnectionContext());

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            var connection = await _pending.Reader.ReadAsync(cancellationToken);
            Accepted++;
            return connection;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => default;

        public ValueTask DisposeAsync() => default;
    }
}
