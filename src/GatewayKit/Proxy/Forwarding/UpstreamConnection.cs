using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Runtime.CompilerServices;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// A connection to an HTTP/1.1 upstream, which serves one exchange at a time. While it is idle, a read is already waiting, which
/// sees that the upstream has closed it. Its methods return to threads of the pool, never on the <see cref="SocketLoop"/>.
/// </summary>
/// <param name="stream">The socket, or TLS on it.</param>
/// <param name="pool">The pool that the connection belongs to.</param>
[SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "The read that waits is used once, by the next read.")]
internal sealed class UpstreamConnection(Stream stream, ConnectionPool pool) : IDisposable
{
    private const int UsualSize = 4096;
    private const int LargeSize = 32 * 1024;

    // The buffer of a closed connection isn't returned: a read may still write to it.
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _start;
    private int _end;
    private ValueTask<int> _waiting;
    private bool _isWaiting;
    private int _isClosed;

    /// <summary>The parser of the connection's responses.</summary>
    public ResponseHeadParser Head { get; } = new();

    /// <summary>The strings of earlier responses.</summary>
    public HeaderTexts Texts { get; } = new();

    /// <summary>Writes the heads of requests.</summary>
    public RequestHeadWriter Writer { get; } = new();

    /// <summary>Ends operations that last too long.</summary>
    public ActivityWatch Watch => field ??= new ActivityWatch(this);

    /// <summary>The pool that the connection belongs to.</summary>
    public ConnectionPool Pool => pool;

    /// <summary>The state for the metrics; null without a listener.</summary>
    public ConnectionMetrics? Metrics { get; } = ConnectionMetrics.Open(pool.Origin);

    /// <summary>Gets whether the connection has served an exchange before.</summary>
    public bool WasUsed { get; private set; }

    /// <summary>Gets whether the connection is closed on this side.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>When the connection was opened, as a timestamp of the pool's clock.</summary>
    public long OpenedAt { get; } = pool.Now;

    /// <summary>When the connection became idle, as a timestamp of the pool's clock.</summary>
    public long IdleSince { get; private set; }

    /// <summary>The received bytes that aren't used so far.</summary>
    public Span<byte> Received => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The received bytes that aren't used so far; valid until the next call.</summary>
    public ReadOnlyMemory<byte> ReceivedMemory => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Gets whether the last read has filled the buffer, so that more is probably there.</summary>
    public bool IsFull => _end == _buffer.Length;

    /// <summary>Gets whether bytes are there without waiting.</summary>
    public bool HasReceived => _end > _start;

    /// <summary>
    /// Gets whether an idle connection can't be used: the upstream has closed it, or sent something without a request.
    /// </summary>
    public bool IsStale => IsClosed || _isWaiting && _waiting.IsCompleted;

    /// <summary>Ends the use of the connection by an exchange. A read waits on it from now on.</summary>
    public void BecomeIdle()
    {
        Debug.Assert(!HasReceived && !_isWaiting, "A connection becomes idle after a complete exchange.");
        IdleSince = pool.Now;
        if (_buffer.Length > 2 * UsualSize)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
        }

        (_start, _end) = (0, 0);
        try
        {
            _waiting = stream.ReadAsync(_buffer.AsMemory());
            _isWaiting = true;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            Dispose();
        }
    }

    /// <summary>Sends bytes.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var write = stream.WriteAsync(bytes);
        if (write.IsCompletedSuccessfully)
        {
            write.GetAwaiter().GetResult();
            return;
        }

        Watch.Begin();
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            Watch.End();
            if (SocketLoop.MayBeCurrent)
                await Task.Yield();
        }
    }

    /// <summary>Receives the next bytes into the buffer, behind those that are there.</summary>
    /// <param name="isProgress">Whether bytes are progress: an upstream must not send a head one byte at a time, forever.</param>
    /// <returns>The number of bytes; 0 if the upstream has ended the connection.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(bool isProgress)
    {
        var read = _isWaiting ? _waiting : Read();
        _isWaiting = false;
        if (read.IsCompleted)
            return Take(read.Result);

        Watch.Begin(isProgress);
        try
        {
            return Take(await read.ConfigureAwait(false));
        }
        finally
        {
            Watch.End(isProgress);
            if (SocketLoop.MayBeCurrent)
                await Task.Yield();
        }
    }

    /// <summary>Waits for the next bytes, without taking them.</summary>
    /// <returns>Whether something has come, or the connection has ended; false after the timeout.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan timeout)
    {
        if (!_isWaiting)
        {
            _waiting = Read();
            _isWaiting = true;
        }

        var task = _waiting.AsTask();
        _waiting = new ValueTask<int>(task);
        await ((Task)task).WaitAsync(timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (SocketLoop.MayBeCurrent)
            await Task.Yield();
        return task.IsCompleted;
    }

    /// <summary>Receives the next bytes to a place outside the buffer, which must be empty.</summary>
    /// <returns>The number of bytes; 0 if the upstream has ended the connection.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReceiveAsync(Memory<byte> target)
    {
        Debug.Assert(!HasReceived && !_isWaiting, "The bytes received before must be used first.");
        var read = stream.ReadAsync(target);
        if (read.IsCompleted)
            return read.Result;

        Watch.Begin();
        try
        {
            return await read.ConfigureAwait(false);
        }
        finally
        {
            Watch.End();
            if (SocketLoop.MayBeCurrent)
                await Task.Yield();
        }
    }

    /// <summary>Closes a connection that no exchange uses.</summary>
    public void Discard()
    {
        Dispose();
        if (_isWaiting)
            _ = ObserveAsync(_waiting);
        _isWaiting = false;
    }

    /// <summary>Marks received bytes as used.</summary>
    public void Use(int count)
    {
        _start += count;
        Debug.Assert(_start <= _end, "More was used than received.");
    }

    /// <summary>Ends the exchange: the connection is kept for another one if the response was complete and nothing follows it.</summary>
    /// <param name="body">The body of the response; null if there was none.</param>
    public void Release(UpstreamBody? body)
    {
        WasUsed = true;
        if (!IsClosed && body is not null && body.TryEnd() && !Head.Closes && !HasReceived)
            pool.Return(this);
        else
            Discard();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;

        Watch.Dispose();
        stream.Dispose();
        pool.Forget(this);
    }

    private ValueTask<int> Read()
    {
        MakeRoom();
        return stream.ReadAsync(_buffer.AsMemory(_end));
    }

    private int Take(int count)
    {
        _end += count;
        return count;
    }

    /// <summary>The error of a read that was waiting on a closed connection is of no interest.</summary>
    private static async Task ObserveAsync(ValueTask<int> waiting)
        => await ((Task)waiting.AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Ensures room behind the received bytes: more after a read that filled the buffer.</summary>
    private void MakeRoom()
    {
        var isFull = _end == _buffer.Length;
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (!isFull)
            return;

        var received = Received;
        var larger = _buffer.Length < LargeSize || received.Length == _buffer.Length
            ? ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, LargeSize)) : _buffer;
        received.CopyTo(larger);
        (_end, _start) = (received.Length, 0);
        if (larger != _buffer)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
