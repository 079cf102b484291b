namespace GatewayKit.Grpc.Tests;

/// <summary>What happened to the call that hangs.</summary>
internal sealed class CallLog
{
    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
