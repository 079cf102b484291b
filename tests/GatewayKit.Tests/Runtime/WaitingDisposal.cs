using System.Collections.Concurrent;

namespace GatewayKit.Tests.Runtime;

/// <summary>Ends the disposal of plugins when all of them have begun it.</summary>
public sealed class WaitingDisposal(int count)
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    /// <summary>The names of those whose disposal has ended.</summary>
    public ConcurrentQueue<string> Ended { get; } = new();

    public async Task EndAsync(string name)
    {
        if (Interlocked.Increment(ref _begun) == count)
            _all.SetResult();
        await _all.Task;
        Ended.Enqueue(name);
    }
}
