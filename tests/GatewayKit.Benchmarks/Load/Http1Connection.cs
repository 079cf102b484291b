using System.Text;

namespace GatewayKit.Benchmarks.Load;

/// <summary>A connection with one HTTP/1.1 request at a time.</summary>
internal sealed class Http1Connection : IConnection
{
    private readonly Stream _stream;
    private readonly byte[] _request;
    private readonly byte[] _buffer;
    private readonly Turn _turn = new();

    private Http1Connection(Stream stream, byte[] request, int buffer)
    {
        _stream = stream;
        _request = request;
        _buffer = new byte[buffer];
    }

    public static async Task<IConnection> OpenAsync(LoadSpec spec, byte[] request)
        => new Http1Connection(await Wire.OpenAsync(spec).ConfigureAwait(false), request, spec.AnswerBytes > 4096 ? 65536 : 8192);

    /// <summary>Returns a request as bytes.</summary>
    public static byte[] RequestOf(LoadSpec spec)
    {
        var head = new StringBuilder()
            .Append(RequestHeaders.MethodOf(spec)).Append(' ').Append(RequestHeaders.TargetOf(spec)).Append(" HTTP/1.1\r\n")
            .Append("host: ").Append(spec.Host).Append("\r\n");
        foreach (var (name, value) in RequestHeaders.Of(spec))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        var bytes = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        var request = new byte[bytes.Length + spec.RequestBytes];
        bytes.CopyTo(request, 0);
        if (spec.IsJson)
            JsonBody.Json(spec.RequestBytes).CopyTo(request, bytes.Length);
        else
            request.AsSpan(bytes.Length).Fill((byte)'x');
        return request;
    }

    public async Task RunAsync(ISchedule schedule, Tally tally)
    {
        while (await schedule.NextAsync(_turn).ConfigureAwait(false) is >= 0 and var intended)
        {
            await _stream.WriteAsync(_request).ConfigureAwait(false);
            var (received, length, body) = (0, 0, 0L);
            do
                received += await ReadAsync(received, _buffer.Length - received).ConfigureAwait(false);
            while (!Http1Head.TryRead(_buffer.AsSpan(0, received), out length, out body));

            if (body == Http1Head.Chunked)
            {
                await ReadChunksAsync(received).ConfigureAwait(false);
                tally.Add(intended);
                continue;
            }

            var rest = length + body - received;
            while (rest > 0)
                rest -= await ReadAsync(0, (int)long.Min(rest, _buffer.Length)).ConfigureAwait(false);
            if (rest < 0)
                throw new IOException("The response has more bytes than it announced.");

            tally.Add(intended);
        }
    }

    // The client doesn't send the next request before the end, so the last chunk is the end of all that is received.
    private async ValueTask ReadChunksAsync(int received)
    {
        for (var tail = Http1Head.Tail(0, _buffer.AsSpan(0, received)); tail != Http1Head.LastChunk;)
            tail = Http1Head.Tail(tail, _buffer.AsSpan(0, await ReadAsync(0, _buffer.Length).ConfigureAwait(false)));
    }

    public void Dispose() => _stream.Dispose();

    private ValueTask<int> ReadAsync(int at, int count)
    {
        var read = _stream.ReadAsync(_buffer.AsMemory(at, count));
        return read.IsCompletedSuccessfully ? new ValueTask<int>(NotNone(read.Result)) : WaitAsync(read);
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> WaitAsync(ValueTask<int> read) => NotNone(await read.ConfigureAwait(false));

    private static int NotNone(int read)
        => read > 0 ? read : throw new IOException("The server has closed the connection, or the head of its response is too long.");
}
