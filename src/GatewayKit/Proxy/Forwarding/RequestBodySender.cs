using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Sends the body of a request while the response is already awaited (RFC 9112, section 9.5). The part that is there at once is sent
/// together with the head, in one write.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The exchange reads every failure.")]
internal sealed class RequestBodySender : IDisposable
{
    private const int BufferSize = 64 * 1024;

    // The minimum room for a read, beside what waits to be sent. A shorter body needs only a short buffer.
    private const int UsualRead = 16 * 1024;

    // The longest line before a chunk of the buffer, and the line end behind it.
    private const int ChunkStart = 8;
    private const int ChunkEnd = 2;

    private readonly HttpContext _context;
    private readonly UpstreamConnection _connection;
    private readonly long? _length;
    private readonly CancellationTokenSource _canceled;
    private readonly byte[] _buffer;

    // The bytes of the buffer that wait to be sent.
    private int _start;
    private int _end;

    private long _sent;
    private volatile bool _isReading;
    private volatile bool _isStopped;

    /// <param name="context">The request.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="length">The announced length; null to send chunks (RFC 9112, section 7.1).</param>
    /// <param name="head">The part of the head that isn't sent so far.</param>
    public RequestBodySender(HttpContext context, UpstreamConnection connection, long? length, ReadOnlyMemory<byte> head)
    {
        (_context, _connection, _length) = (context, connection, length);
        _canceled = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _buffer = ArrayPool<byte>.Shared.Rent(
            length < UsualRead ? head.Length + (int)length + 1 : Math.Max(BufferSize, head.Length + (2 * UsualRead)));
        head.CopyTo(_buffer);
        _end = head.Length;
        Task = SendAsync();
    }

    /// <summary>The task that sends the body. It doesn't fail.</summary>
    public Task Task { get; }

    /// <summary>Gets whether the whole body was sent.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets whether the rest of the body isn't sent.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Gets whether the client is awaited.</summary>
    public bool IsReading => _isReading;

    /// <summary>The number of bytes of the body that were sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Why the body couldn't be read from the client; null if it could.</summary>
    public Exception? ClientFailure { get; private set; }

    /// <summary>Why the body couldn't be sent to the upstream; null if it could.</summary>
    public Exception? UpstreamFailure { get; private set; }

    /// <summary>Ends the body at the current position. A read isn't canceled: the server couldn't drain the body after it.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Ends the body, and a read that waits for the client.</summary>
    public Task CancelAsync()
    {
        _isStopped = true;
        _canceled.Cancel();
        return Task;
    }

    /// <summary>Waits for the end of the body, as long as it makes progress.</summary>
    /// <param name="timeout">The maximum time without progress.</param>
    public async Task EndAsync(TimeSpan timeout)
    {
        while (!Task.IsCompleted)
        {
            var sent = Sent;
            await Task.WaitAsync(timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!Task.IsCompleted && sent == Sent)
                await CancelAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _canceled.Dispose();

    private async Task SendAsync()
    {
        try
        {
            await CopyAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (_isReading)
        {
            _isReading = false;
            if (!_isStopped)
            {
                // The upstream must not take the incomplete body for a complete one.
                ClientFailure = error;
                _connection.Dispose();
            }
        }
        catch (Exception error)
        {
            // Only a read shows whether the upstream has responded.
            UpstreamFailure = error;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private async Task CopyAsync()
    {
        var body = _context.Request.Body;
        var (before, behind) = _length is null ? (ChunkStart, ChunkEnd) : (0, 0);
        while (!_isStopped)
        {
            // The last part isn't sent before the end was read: a hook can still refuse the body there. The buffer keeps a byte for this
            // read, which also shows whether the body is longer than announced.
            var left = _length - _sent ?? long.MaxValue;
            if (left > 0 && _buffer.Length - _end - before - behind <= Math.Min(left, UsualRead))
                await SendReadyAsync().ConfigureAwait(false);

            _isReading = true;
            var at = _end + before;
            var end = left > 0 ? _buffer.Length - behind - 1 : at + 1;
            var read = body.ReadAsync(_buffer.AsMemory(at..end), _canceled.Token);
            var count = read.IsCompleted || _end == _start || left == 0
                ? await read.ConfigureAwait(false) : await SendWhileReadingAsync(read.AsTask()).ConfigureAwait(false);
            if (_isStopped)
                return;

            CheckLength(count);
            _isReading = false;
            Append(at, count);
            if (count > 0)
                continue;

            await SendReadyAsync().ConfigureAwait(false);
            IsComplete = true;
            return;
        }
    }

    /// <summary>Sends what is ready: it must not wait for the client.</summary>
    private async ValueTask<int> SendWhileReadingAsync(Task<int> read)
    {
        try
        {
            _isReading = false;
            await _connection.SendAsync(_buffer.AsMemory(_start, _end - _start)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The buffer is in use until the read ends.
            UpstreamFailure = error;
            _isStopped = true;
            await ((Task)read).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        _start = _end;
        _isReading = true;
        return await read.ConfigureAwait(false);
    }

    private async ValueTask SendReadyAsync()
    {
        if (_end > _start)
            await _connection.SendAsync(_buffer.AsMemory(_start, _end - _start)).ConfigureAwait(false);
        (_start, _end) = (0, 0);
    }

    /// <summary>The upstream would take bytes beyond the announced length for another request.</summary>
    private void CheckLength(int count)
    {
        var sent = Interlocked.Add(ref _sent, count);
        if (_length is { } length && (sent > length || count == 0 && sent < length))
            throw new InvalidOperationException($"The body of the request has {sent} bytes or more, but its Content-Length is {length}.");
    }

    /// <summary>Appends a read to what waits to be sent, as a chunk if there is no length.</summary>
    private void Append(int at, int count)
    {
        if (_length is not null)
        {
            _end += count;
            return;
        }

        if (count == 0)
        {
            "0\r\n\r\n"u8.CopyTo(_buffer.AsSpan(_end));
            _end += 5;
            return;
        }

        Span<byte> line = stackalloc byte[ChunkStart];
        Utf8Formatter.TryFormat(count, line, out var digits, new StandardFormat('x'));
        "\r\n"u8.CopyTo(line[digits..]);
        line = line[..(digits + 2)];

        // The waiting bytes move towards the line, since the data is usually longer.
        var waiting = _buffer.AsSpan(_start, _end - _start);
        _start = at - line.Length - waiting.Length;
        waiting.CopyTo(_buffer.AsSpan(_start));
        line.CopyTo(_buffer.AsSpan(at - line.Length));
        "\r\n"u8.CopyTo(_buffer.AsSpan(at + count));
        _end = at + count + ChunkEnd;
    }
}
