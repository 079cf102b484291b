using System.Collections.Frozen;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Reads the body of a response, without its framing (RFC 9112, sections 6.3 and 7.1). There is one for each response: after its end,
/// a hook that still has it can't read another one's bytes.
/// </summary>
internal sealed class UpstreamBody
{
    // Fields for framing, routing, authentication and caching, and those of the connection, have no meaning in trailers (RFC 9110,
    // section 6.5.1). Another reader could act on them.
    private static readonly FrozenSet<string> s_notTrailers = new[]
    {
        "Age", "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Range", "Content-Type",
        "Date", "Expect", "Expires", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
        "Keep-Alive", "Location", "Max-Forwards", "Pragma", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "Range",
        "Retry-After", "Set-Cookie", "Set-Cookie2", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Vary", "Warning", "WWW-Authenticate",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly UpstreamConnection _connection;
    private readonly BodyFraming _framing;
    private ChunkState _state;

    // Of the body, of the current chunk, or unlimited.
    private long _left;

    /// <param name="connection">The connection. Its parser has the head of the response.</param>
    /// <param name="hasNone">Whether the response has no body because of its request or its status.</param>
    public UpstreamBody(UpstreamConnection connection, bool hasNone)
    {
        _connection = connection;
        _framing = hasNone ? BodyFraming.None : connection.Head.Framing;
        _left = _framing switch
        {
            BodyFraming.Length => connection.Head.Length,
            BodyFraming.UntilClose => long.MaxValue,
            _ => 0,
        };
        IsComplete = _framing == BodyFraming.None || _framing == BodyFraming.Length && _left == 0;
    }

    private enum ChunkState
    {
        Size,
        Data,
        DataEnd,
        Trailers,
    }

    /// <summary>Gets whether the whole body was read, with its trailers.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The trailers; only when the body is complete.</summary>
    public IReadOnlyList<(string Name, string Value)> Trailers { get; private set; } = [];

    /// <summary>Gets how many bytes can follow without framing between them.</summary>
    /// <exception cref="InvalidResponseException">The body isn't valid.</exception>
    public long Following => TryReachData() ? _left : 0;

    /// <summary>Returns the rest of the body if it is completely received and has no framing; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Whole
        => _framing == BodyFraming.Length && _connection.ReceivedMemory is var received && received.Length >= _left
            ? received[..(int)_left] : default;

    /// <summary>Skips what is received.</summary>
    /// <returns>Whether the body is then complete.</returns>
    public bool TryEnd()
    {
        try
        {
            for (int count; (count = CountReceived()) > 0;)
                Skip(count);
            return IsComplete;
        }
        catch (InvalidResponseException)
        {
            return false;
        }
    }

    /// <summary>Marks received bytes of the body as read.</summary>
    public void Skip(int count)
    {
        _connection.Use(count);
        Count(count);
    }

    /// <summary>Copies what is already received, without waiting.</summary>
    /// <returns>The number of bytes; 0 if there are none, or the body is complete.</returns>
    /// <exception cref="InvalidResponseException">The body isn't valid.</exception>
    public int TakeReceived(Span<byte> target)
    {
        var count = Math.Min(CountReceived(), target.Length);
        _connection.Received[..count].CopyTo(target);
        if (count > 0)
            Skip(count);
        return count;
    }

    /// <summary>The number of bytes of data that are received and can be taken at once.</summary>
    /// <exception cref="InvalidResponseException">The body isn't valid.</exception>
    public int CountReceived() => TryReachData() ? (int)Math.Min(_connection.Received.Length, _left) : 0;

    /// <summary>Waits for more of the body. Everything that was received must be taken before.</summary>
    /// <exception cref="IOException">The connection broke, or ended too early.</exception>
    public async ValueTask WaitAsync()
    {
        if (await _connection.ReceiveAsync(isProgress: true).ConfigureAwait(false) == 0)
            End();
    }

    /// <summary>Reads a long part of the body directly into its target. Everything that was received must be taken before.</summary>
    /// <returns>The number of bytes; 0 if the body is complete.</returns>
    /// <exception cref="IOException">The connection broke, or ended too early.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadDirectAsync(Memory<byte> target)
    {
        var count = await _connection.ReceiveAsync(target[..(int)Math.Min(target.Length, _left)]).ConfigureAwait(false);
        if (count == 0)
            End();
        else
            Count(count);
        return count;
    }

    /// <summary>Reads the next part of the body.</summary>
    /// <returns>The number of bytes; 0 at the end.</returns>
    /// <exception cref="IOException">The connection broke, or ended too early.</exception>
    /// <exception cref="InvalidResponseException">The body isn't valid.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> target)
    {
        while (true)
        {
            var count = TakeReceived(target.Span);
            if (count > 0 || IsComplete || target.IsEmpty)
                return count;

            await WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection when a reader gives up: the next response would begin with the rest of the body.</summary>
    public CancellationTokenRegistration CloseWhenCanceled(CancellationToken cancellation)
        => cancellation.UnsafeRegister(static state => ((UpstreamConnection)state!).Dispose(), _connection);

    private void Count(int count)
    {
        if (_framing == BodyFraming.UntilClose)
            return;

        _left -= count;
        if (_left > 0)
            return;

        if (_framing == BodyFraming.Length)
            IsComplete = true;
        else
            _state = ChunkState.DataEnd;
    }

    /// <summary>The upstream has ended the _connection.</summary>
    private void End()
    {
        if (_framing != BodyFraming.UntilClose)
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The upstream ended the response before it was complete.");

        IsComplete = true;
    }

    /// <summary>Reads the framing up to the next data, as far as it is received.</summary>
    /// <returns>Whether data comes next.</returns>
    private bool TryReachData()
    {
        while (true)
        {
            if (IsComplete)
                return false;
            if (_framing != BodyFraming.Chunked || _state == ChunkState.Data)
                return true;

            if (_state == ChunkState.Size)
            {
                if (!ChunkParser.TryParse(_connection.Received, out var size, out var length))
                    return false;

                _connection.Use(length);
                _left = size;
                _state = size > 0 ? ChunkState.Data : ChunkState.Trailers;
                if (size == 0)
                    _connection.Head.BeginTrailers();
            }
            else if (_state == ChunkState.DataEnd)
            {
                if (!TryUseLineEnd())
                    return false;

                _state = ChunkState.Size;
            }
            else if (!TryReadTrailers())
            {
                return false;
            }
        }
    }

    private bool TryUseLineEnd()
    {
        var received = _connection.Received;
        if (received is [not (byte)'\r', ..] or [_, not (byte)'\n', ..])
            throw new InvalidResponseException("The upstream sent a chunk that is longer than its size.");
        if (received.Length < 2)
            return false;

        _connection.Use(2);
        return true;
    }

    private bool TryReadTrailers()
    {
        if (!_connection.Head.TryParse(_connection.Received, out var length))
            return false;

        if (_connection.Head.Headers.Length > 0)
            Trailers = ReadTrailers();
        _connection.Use(length);
        IsComplete = true;
        return true;
    }

    private List<(string Name, string Value)> ReadTrailers()
    {
        var bytes = _connection.Received;
        var trailers = new List<(string, string)>();
        foreach (var header in _connection.Head.Headers)
        {
            var name = HeaderTexts.Name(bytes[header.NameRange]);
            if (!s_notTrailers.Contains(name))
                trailers.Add((name, Encoding.Latin1.GetString(bytes[header.ValueRange])));
        }

        return trailers;
    }
}
