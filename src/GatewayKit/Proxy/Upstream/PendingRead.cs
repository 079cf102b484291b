using System.Threading.Tasks.Sources;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// The read of a connection that waits for data. A connection has one at a time, so that all its reads share the instance. A pool of
/// instances for all connections would be empty as soon as several of them wait, which is always the case.
/// </summary>
/// <param name="finish">Gets the bytes that were read, with the exceptions of the connection.</param>
internal sealed class PendingRead(PendingRead.Finish finish) : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _core;
    private Action? _complete;
    private Memory<byte> _buffer;
    private ValueTask<int> _read;

    /// <summary>Ends a read.</summary>
    /// <param name="buffer">The buffer of the read.</param>
    /// <param name="read">The completed read; its result isn't taken yet.</param>
    /// <returns>The number of bytes.</returns>
    public delegate int Finish(Span<byte> buffer, in ValueTask<int> read);

    /// <summary>Waits for a read that isn't complete. The earlier one is.</summary>
    public ValueTask<int> WaitAsync(Memory<byte> buffer, in ValueTask<int> read)
    {
        _core.Reset();
        (_buffer, _read) = (buffer, read);
        var version = _core.Version;
        read.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_complete ??= Complete);
        return new ValueTask<int>(this, version);
    }

    public int GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The caller that awaits the read gets the exception.")]
    private void Complete()
    {
        int count;
        try
        {
            count = finish(_buffer.Span, _read);
        }
        catch (Exception error)
        {
            (_buffer, _read) = (default, default);
            _core.SetException(error);
            return;
        }

        (_buffer, _read) = (default, default);
        _core.SetResult(count);
    }
}
