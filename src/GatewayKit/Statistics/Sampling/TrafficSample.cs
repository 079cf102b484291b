using GatewayKit.Configuration;
using GatewayKit.Telemetry.Sampling;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Statistics.Sampling;

/// <summary>
/// The heads of some requests of the last minutes, to show what a change of the configuration would do to them. It keeps nothing until it
/// is enabled. Its memory has a bound, and a request doesn't wait for another one. Each request takes these steps:
/// <list type="number">
/// <item>before the edge and the plugins change the request, it is counted, and perhaps selected: each minute has an equal number of
/// places, and each of its requests has the same chance of one</item>
/// <item>only of a selected request, the head is written in its place, without secrets (<see cref="HeadRecorder"/>)</item>
/// <item>at the end, the status and the name and groups of the caller are added; only then is the request part of the sample</item>
/// </list>
/// </summary>
internal sealed class TrafficSample(TimeProvider time)
{
    private SampleWindows? _windows;
    private GatewayConfig? _config;

    public bool IsEnabled => Volatile.Read(ref _windows) is not null;

    /// <summary>Samples from now on.</summary>
    public void Enable(SampleSettings settings)
    {
        var windows = new SampleWindows(settings, time);
        if (Volatile.Read(ref _config) is { } config)
            windows.Prepare(config);
        Volatile.Write(ref _windows, windows);
    }

    /// <summary>Prepares for a configuration that becomes active.</summary>
    public void Prepare(GatewayConfig config)
    {
        Volatile.Write(ref _config, config);
        Volatile.Read(ref _windows)?.Prepare(config);
    }

    /// <summary>Counts a request, and records its head if it is selected.</summary>
    /// <param name="http">The request as it was matched.</param>
    /// <param name="config">The configuration that it was matched with.</param>
    /// <returns>The place of the request; empty if it isn't selected.</returns>
    public SampledRequest Begin(HttpContext http, GatewayConfig config)
        => Volatile.Read(ref _windows) is { } windows ? windows.Begin(http, config) : default;

    /// <summary>Returns the requests that have ended.</summary>
    public SampleContent Read() => Volatile.Read(ref _windows)?.Read() ?? SampleContent.Empty(time.GetUtcNow());
}
