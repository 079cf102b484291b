using GatewayKit.Configuration;
using GatewayKit.Telemetry.Sampling;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Statistics.Sampling;

/// <summary>The minutes of a sample. A new minute takes the memory of the oldest one.</summary>
internal sealed class SampleWindows
{
    private readonly SampleWindow[] _windows;
    private readonly HeadRecorder _recorder;
    private readonly TimeProvider _time;

    public SampleWindows(SampleSettings settings, TimeProvider time)
    {
        _windows = new SampleWindow[settings.Minutes];
        for (var i = 0; i < _windows.Length; i++)
            _windows[i] = new SampleWindow(settings.RequestsPerMinute);
        (_recorder, _time) = (new HeadRecorder(settings), time);
    }

    public void Prepare(GatewayConfig config) => _recorder.Prepare(config);

    public SampledRequest Begin(HttpContext http, GatewayConfig config)
    {
        var minute = MinuteOf(_time.GetUtcNow());
        return _windows[minute % _windows.Length].Select(minute) is { } slot ? _recorder.Record(http, config, slot, minute) : default;
    }

    public SampleContent Read()
    {
        var now = _time.GetUtcNow();
        var first = MinuteOf(now) - _windows.Length + 1;
        var requests = new List<SampledHead>();
        var (seen, start) = (0L, long.MaxValue);
        foreach (var window in _windows)
        {
            if (window.Minute < first)
                continue;

            seen += window.Seen;
            start = Math.Min(start, window.Minute);
            window.AddTo(requests, first);
        }

        return new SampleContent(requests, seen, seen == 0 ? now : new DateTimeOffset(start * TimeSpan.TicksPerMinute, TimeSpan.Zero), now);
    }

    private static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMinute;
}
