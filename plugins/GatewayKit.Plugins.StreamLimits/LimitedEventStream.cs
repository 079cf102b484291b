namespace GatewayKit.Plugins.StreamLimits;

/// <summary>
/// The body of server-sent events, which ends when a time is over. The end is a normal one: clients discard an incomplete event, and
/// connect again (WHATWG HTML, section 9.2.6).
/// </summary>
internal sealed class LimitedEventStream : ReadOnlyStream
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
