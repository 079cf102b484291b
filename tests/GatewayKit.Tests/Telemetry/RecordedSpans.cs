using System.Collections.Concurrent;
using System.Diagnostics;

namespace GatewayKit.Tests.Telemetry;

/// <summary>Records the spans of one trace: requests of other tests aren't recorded.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly ActivitySpanId _parent = ActivitySpanId.CreateRandom();

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "GatewayKit" or "System.Net.Http",
            Sample = (ref creation) => creation.TraceId == Trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Record, // also of the spans that another listener asked for
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

    public Task SendAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
        => SendAsync(client, HttpMethod.Get, path, headers);

    public async Task SendAsync(HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("traceparent", $"00-{Trace}-{_parent}-01");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await client.SendAsync(request).WaitAsync(s_patience);
    }

    /// <summary>The span of the request to the gateway.</summary>
    public async Task<Activity> ServerAsync()
        => (await WaitAsync(spans => [.. spans.Where(span => span.Kind == ActivityKind.Server && span.ParentSpanId == _parent)], 1))[0];

    /// <summary>The spans of the attempts, in order.</summary>
    public async Task<IReadOnlyList<Activity>> ClientsAsync(int count)
    {
        var server = await ServerAsync();
        return await WaitAsync(spans => [.. spans.Where(span => span.Kind == ActivityKind.Client && span.SpanId != _parent
            && span.StartTimeUtc >= server.StartTimeUtc)], count);
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Activity span)
    {
        if (span.TraceId == Trace)
            _spans.Enqueue(span);
    }

    private async Task<Activity[]> WaitAsync(Func<IEnumerable<Activity>, Activity[]> find, int count)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            if (find(_spans) is var found && found.Length >= count)
                return [.. found.OrderBy(span => span.StartTimeUtc)];

            await Task.Delay(10, limit.Token);
        }
    }
}
