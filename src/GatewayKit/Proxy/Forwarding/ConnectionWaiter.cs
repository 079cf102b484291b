namespace GatewayKit.Proxy.Forwarding;

/// <summary>A request that waits for a connection.</summary>
/// <param name="onlyNew">Whether the connection must not have served another exchange.</param>
internal sealed class ConnectionWaiter(bool onlyNew)
    : TaskCompletionSource<UpstreamConnection>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Gets whether the connection must not have served another exchange.</summary>
    public bool OnlyNew => onlyNew;

    /// <summary>The place among the requests that wait.</summary>
    public LinkedListNode<ConnectionWaiter>? Node { get; set; }
}
