using System.Threading.Channels;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>The events that a watch hasn't read yet.</summary>
internal sealed class Subscription(Collection collection) : IDisposable
{
    private readonly Channel<WatchEvent> _events
        = Channel.CreateUnbounded<WatchEvent>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CancellationTokenSource _aborted = new();

    public ChannelReader<WatchEvent> Events => _events.Reader;

    /// <summary>Canceled when the connection is to break.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public Collection Collection => collection;

    public void Post(WatchEvent next) => _events.Writer.TryWrite(next);

    public void Abort() => _aborted.Cancel();

    public void Dispose()
    {
        collection.Unsubscribe(this);
        _aborted.Dispose();
    }
}
