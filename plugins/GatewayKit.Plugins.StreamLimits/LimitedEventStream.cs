namespace GatewayKit.Plugins.StreamLimits;

/// <summary>
/// The body of server-sent events, which ends when a time is over. The end is a normal one: clients discard an incomplete event, and
/// connect again (WHATWG HTML, section 9.2.6).
/// </summary>
internal sealed class LimitedEventStream : Stream
{
    private readonly Stream _body;
    private readonly StreamLimitsOptions _options;
    private readonly TimeProvider _time;
    private readonly StreamTelemetry _telemetry;
    private readonly InterruptibleReader _reader;
    private StreamClock? _clock;
    private volatile bool _hasEnded;

    public LimitedEventStream(Stream body, StreamLimitsOptions options, TimeProvider time, StreamTelemetry telemetry)
    {
        (_body, _options, _time, _telemetry) = (body, options, time, telemetry);
        _reader = new InterruptibleReader(body);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasEnded)
            return 0;

        // Not before: a client may leave while other plugins handle the response.
        _clock ??= new StreamClock(_options, _time, End);
        var read = await _reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _clock.Touch();
        return read ?? 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _clock?.Dispose();
            _reader.Dispose();
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private void End(EndReason reason)
    {
        _hasEnded = true;
        _telemetry.Ended(reason);
        _reader.Interrupt();
    }
}
