using System.Collections.Concurrent;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// The instances of a key. The framework doesn't promise that one can be used concurrently, and creating one for each request takes as
/// long as a verification.
/// </summary>
internal sealed class KeyPool<T>(Func<T> create)
    where T : IDisposable
{
    private const int Maximum = 64;

    private readonly ConcurrentQueue<T> _free = new();

    public T Take() => _free.TryDequeue(out var key) ? key : create();

    public void Return(T key)
    {
        if (_free.Count < Maximum)
            _free.Enqueue(key);
        else
            key.Dispose();
    }
}
