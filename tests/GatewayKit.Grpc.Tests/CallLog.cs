namespace GatewayKit.Grpc.Tests;

/// <summary>The end of the call that hangs, and the turns of the call that waits for its client.</summary>
internal sealed class CallLog
{
    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SemaphoreSlim Next { get; } = new(0);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
