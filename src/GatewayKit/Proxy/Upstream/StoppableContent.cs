using System.Net;
using System.Runtime.CompilerServices;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// A long request body that ends early when the upstream answers before it has read all of it. To the HTTP client, which
/// reads a response only once the request is sent, the body then looks complete.
/// </summary>
internal sealed class StoppableContent : HttpContent
{
    /// <summary>A body up to this length is sent to its end; it isn't worth the allocations.</summary>
    public const long ShortLength = 64 * 1024;

    // The maximum number of bytes to generate for an announced length; beyond it, the request fails.
    private const long MaxPadding = 16L * 1024 * 1024 * 1024;

    private static readonly byte[] s_padding = new byte[64 * 1024];

    [ThreadStatic]
    private static StoppableContent? s_writing;

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(250);

    private readonly HttpContent _original;
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isRunning;

    public StoppableContent(HttpContent original)
    {
        _original = original;
        foreach (var (name, values) in original.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    /// <summary>
    /// Gets the body that the current call writes, so that the connection below the HTTP client knows the source of the bytes.
    /// The client writes to its connection on the thread of its caller.
    /// </summary>
    public static StoppableContent? Writing => s_writing;

    /// <summary>Gets a value indicating whether a part of the body is still unsent.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>Ends the body at the current position.</summary>
    public void Stop() => _stop.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var target = new StoppableStream(this, stream);
        await using (target.ConfigureAwait(false))
        {
            _isRunning = true;
            var copy = _original.CopyToAsync(target, context, cancellationToken);
            await Task.WhenAny(copy, _stop.Task).ConfigureAwait(false);
            _isRunning = false;
            if (!_stop.Task.IsCompleted)
            {
                await copy.ConfigureAwait(false);
                return;
            }

            await target.StopAsync().ConfigureAwait(false);
            await LeaveAsync(copy).ConfigureAwait(false);
            if (Headers.ContentLength is { } length)
                await PadAsync(stream, length - target.Written, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _original.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Lets the copy fail at its next write. The copy isn't canceled, because a server whose read is canceled can't drain the body
    /// and closes the connection of the client. The gateway doesn't wait for a client that sends nothing.
    /// </summary>
    private static async Task LeaveAsync(Task copy)
    {
        await copy.WaitAsync(s_moment, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = copy.ContinueWith(static c => c.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Writes filler bytes, because the HTTP client requires the announced length. The connection drops them.</summary>
    private static async Task PadAsync(Stream stream, long count, CancellationToken cancellation)
    {
        if (count > MaxPadding)
            throw new IOException("The upstream answered before a body of extreme length was sent.");

        for (; count > 0; count -= s_padding.Length)
            await stream.WriteAsync(s_padding.AsMemory(0, (int)Math.Min(count, s_padding.Length)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Counts the written bytes, marks the current body during a write, and rejects writes after the end of the body.</summary>
    private sealed class StoppableStream(StoppableContent content, Stream inner) : WriteOnlyStream
    {
        private readonly SemaphoreSlim _turn = new(1);
        private bool _isStopped;

        public long Written { get; private set; }

        /// <summary>Waits until no write is in progress.</summary>
        public async Task StopAsync()
        {
            await _turn.WaitAsync().ConfigureAwait(false);
            _isStopped = true;
            _turn.Release();
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                ObjectDisposedException.ThrowIf(_isStopped, this);
                Written += buffer.Length;
                await StartWrite(buffer, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            if (_isStopped)
                return Task.CompletedTask;

            s_writing = content;
            try
            {
                return inner.FlushAsync(cancellationToken);
            }
            finally
            {
                s_writing = null;
            }
        }

        private ValueTask StartWrite(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
        {
            s_writing = content;
            try
            {
                return inner.WriteAsync(buffer, cancellation);
            }
            finally
            {
                s_writing = null;
            }
        }
    }
}
