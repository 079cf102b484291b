using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Store.Nodes;

/// <summary>Wakes the watch of this node, and notifies the users of the store.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Without a timer or a wait handle, a CancellationTokenSource holds nothing to dispose of.")]
internal sealed class StoreSignal
{
    private CancellationTokenSource _changed = new();
    private TaskCompletionSource _wake = NewWake();

    /// <summary>A token that fires at the next change.</summary>
    public IChangeToken Token => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <summary>Completes when the watch has something to do.</summary>
    public Task Woken => Volatile.Read(ref _wake).Task;

    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    /// <summary>Prepares the next <see cref="Woken"/>. A signal afterwards completes that one.</summary>
    public void Reset()
    {
        if (Woken.IsCompleted)
            Volatile.Write(ref _wake, NewWake());
    }

    public void Fire() => Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
