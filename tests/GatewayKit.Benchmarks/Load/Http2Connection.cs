using System.Buffers.Binary;

namespace GatewayKit.Benchmarks.Load;

/// <summary>
/// A connection that speaks just enough of HTTP/2 (RFC 9113) to send GETs on several streams: a client as simple as that leaves
/// the processors to the servers.
/// </summary>
internal sealed class Http2Connection : IConnection
{
    // The servers' frames have at most 16 KB, since this client doesn't allow more.
    private const int BufferLength = 64 * 1024;
    private const int LargestFrame = 16 * 1024;
    private const int InitialWindow = 65_535;
    private const int RenewWindowAfter = 1 << 30;

    private readonly Stream _stream;
    private readonly Http2Output _output;
    private readonly LoadSpec _spec;
    private readonly Http2Slot[] _slots;
    private readonly Lock _gate = new();
    private readonly byte[] _first;
    private readonly byte[] _next;
    private int _lastStream = -1;
    private int _consumed;
    private volatile Exception? _failure;

    private Http2Connection(Stream stream, LoadSpec spec)
    {
        _stream = stream;
        _spec = spec;
        _output = new Http2Output(stream, Fail);
        _slots = [.. Enumerable.Range(0, spec.Streams).Select(_ => new Http2Slot())];
        (_first, _next) = Hpack.Encode(spec);
    }

    public static async Task<IConnection> OpenAsync(LoadSpec spec)
    {
        var stream = await Wire.OpenAsync(spec).ConfigureAwait(false);
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        var connection = new Http2Connection(stream, spec);

        // No server push (2 = 0), and windows as large as possible (4): the client never slows a server down.
        connection._output.Add(new Http2Frame(12, Http2Frame.Settings, 0, 0), [0, 2, 0, 0, 0, 0, 0, 4, 0x7f, 0xff, 0xff, 0xff]);
        connection.AddWindow(int.MaxValue - InitialWindow);
        return connection;
    }

    public async Task RunAsync(ISchedule schedule, Tally tally)
    {
        var reading = ReadAsync();
        await Task.WhenAll(_slots.Select(slot => RunAsync(slot, schedule, tally))).ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
    }

    public void Dispose()
    {
        Fail(new ObjectDisposedException(nameof(Http2Connection)));
        _stream.Dispose();
    }

    private async Task RunAsync(Http2Slot slot, ISchedule schedule, Tally tally)
    {
        while (await schedule.NextAsync(slot.Due).ConfigureAwait(false) is >= 0 and var intended)
        {
            await Send(slot).ConfigureAwait(false);
            tally.Add(intended);
        }
    }

    private ValueTask<long> Send(Http2Slot slot)
    {
        lock (_gate)
        {
            if (_failure is { } failure)
                throw new IOException(failure.Message, failure);

            var answered = slot.Answered.Renew();
            (slot.Stream, slot.HasStatus, slot.Received) = (_lastStream += 2, false, 0);
            var block = _lastStream == 1 ? _first : _next;
            _output.Add(
                new Http2Frame(block.Length, Http2Frame.Headers, Http2Frame.EndStream | Http2Frame.EndHeaders, _lastStream), block);
            return answered;
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[BufferLength];
        var length = 0;
        try
        {
            while (await _stream.ReadAsync(buffer.AsMemory(length)).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                _output.Hold();
                var used = Process(buffer.AsSpan(0, length));
                _output.Release();
                buffer.AsSpan(used, length - used).CopyTo(buffer);
                length -= used;
            }

            Fail(new IOException("The server has closed the connection."));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Fail(e);
        }
    }

    private int Process(ReadOnlySpan<byte> received)
    {
        var used = 0;
        while (received.Length - used >= Http2Frame.HeadLength)
        {
            var frame = Http2Frame.Read(received[used..]);
            if (frame.Length > LargestFrame)
                throw new IOException("The server has sent a frame that is too large.");
            if (received.Length - used < Http2Frame.HeadLength + frame.Length)
                break;

            Process(frame, received.Slice(used + Http2Frame.HeadLength, frame.Length));
            used += Http2Frame.HeadLength + frame.Length;
        }

        return used;
    }

    private void Process(Http2Frame frame, ReadOnlySpan<byte> content)
    {
        switch (frame.Type)
        {
            case Http2Frame.Headers:
                var slot = SlotOf(frame.Stream);
                var block = (frame.Flags & Http2Frame.Padded) == 0 ? content : content[1..];
                if ((frame.Flags & Http2Frame.EndHeaders) == 0 || (!slot.HasStatus && !Hpack.IsOk(block)))
                    throw new IOException("The server has sent another status than 200, or a CONTINUATION frame.");

                slot.HasStatus = true;
                End(slot, frame);
                break;
            case Http2Frame.Data:
                slot = SlotOf(frame.Stream);
                slot.Received += content.Length;
                Consume(content.Length);
                End(slot, frame);
                break;
            case Http2Frame.Settings when (frame.Flags & Http2Frame.Ack) == 0:
                _output.Add(new Http2Frame(0, Http2Frame.Settings, Http2Frame.Ack, 0), []);
                break;
            case Http2Frame.Ping when (frame.Flags & Http2Frame.Ack) == 0:
                _output.Add(new Http2Frame(content.Length, Http2Frame.Ping, Http2Frame.Ack, 0), content);
                break;
            case Http2Frame.Reset or Http2Frame.GoAway:
                throw new IOException($"The server has sent {(frame.Type == Http2Frame.Reset ? "RST_STREAM" : "GOAWAY")}: "
                    + Convert.ToHexString(content));
        }
    }

    private void End(Http2Slot slot, Http2Frame frame)
    {
        if ((frame.Flags & Http2Frame.EndStream) == 0)
            return;
        if (!slot.HasStatus || slot.Received != _spec.AnswerBytes)
            throw new IOException($"The response has {slot.Received} bytes instead of {_spec.AnswerBytes}.");

        lock (_gate)
        {
            if (_failure is not null)
                return;

            slot.Stream = 0;
        }

        slot.Answered.Set(0);
    }

    private Http2Slot SlotOf(int stream)
        => Array.Find(_slots, slot => slot.Stream == stream && stream > 0)
            ?? throw new IOException($"The server has sent a frame on stream {stream}, which isn't open.");

    private void Consume(int bytes)
    {
        _consumed += bytes;
        if (_consumed >= RenewWindowAfter)
        {
            AddWindow(_consumed);
            _consumed = 0;
        }
    }

    private void AddWindow(int bytes)
    {
        var increment = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, bytes);
        _output.Add(new Http2Frame(4, Http2Frame.WindowUpdate, 0, 0), increment);
    }

    private void Fail(Exception failure)
    {
        Http2Slot[] open;
        lock (_gate)
        {
            if (_failure is not null)
                return;

            _failure = failure;
            open = [.. _slots.Where(slot => slot.Stream > 0)];
            foreach (var slot in open)
                slot.Stream = 0;
        }

        foreach (var slot in open)
            slot.Answered.Fail(new IOException(failure.Message, failure));
    }
}
