using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.AccessLog;

/// <summary>
/// The access log of a plugin entry:
/// <list type="number">
/// <item>the bodies are captured while they pass, if the options select them</item>
/// <item>when the exchange has ended, it is written to a pooled line, unless the options leave it out</item>
/// <item>the queue writes the line to the target in the background</item>
/// </list>
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The choice of a sample isn't a secret.")]
internal sealed class AccessLogWriter : IAsyncDisposable
{
    /// <summary>The maximum number of lines that are kept for other exchanges: more than are usually written together.</summary>
    private const int MaxPooled = 2048;

    private readonly AccessLogOptions _options;
    private readonly LogFormat _format;
    private readonly TimeProvider _time;
    private readonly BodyCapture _bodies;
    private readonly LogPool _pool;
    private readonly LogQueue _queue;

    public AccessLogWriter(
        AccessLogOptions options, LogFormat format, ILogTarget target, LogTelemetry telemetry, QueueLimits limits, TimeProvider time)
    {
        (_options, _format, _time) = (options, format, time);
        _bodies = new BodyCapture(options.Bodies);
        _pool = new LogPool(format, Math.Min(limits.Lines, MaxPooled));
        _queue = new LogQueue(target, _pool, telemetry, limits);
    }

    public void OnRequest(GatewayContext context)
    {
        if (_bodies.IsOn)
            _bodies.CaptureRequest(context);
    }

    public void OnResponse(GatewayContext context)
    {
        if (_bodies.IsOn)
            _bodies.CaptureResponse(context);
    }

    public void OnCompleted(GatewayContext context)
    {
        try
        {
            if (IsLogged(context))
            {
                var line = _pool.Rent();
                line.Began = _time.GetUtcNow() - context.Elapsed;
                _format.Write(context, line);
                _queue.Offer(line);
            }
        }
        finally
        {
            if (_bodies.IsOn)
                (context.State as CapturedBodies)?.Release();
        }
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private bool IsLogged(GatewayContext context)
        => (_options.When is null || _options.When.IsMet(context))
            && (_options.Sampling >= 1 || Random.Shared.NextDouble() < _options.Sampling);
}
