namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>A request that reached the upstream.</summary>
/// <param name="wire">Its connection, of which the head was read.</param>
/// <param name="head">Its head.</param>
public sealed class UpstreamCall(Wire wire, WireHead head)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Wire Wire => wire;

    public WireHead Head => head;

    /// <summary>Gets the request's body, once it was read.</summary>
    public WireBody? Body { get; private set; }

    /// <summary>Completes when the upstream is done with the request.</summary>
    public Task Done => _done.Task;

    public async Task ReadBodyAsync() => Body = await WireBody.ReadAsync(wire, head, endsWithConnection: false);

    public void Finish() => _done.TrySetResult();
}
