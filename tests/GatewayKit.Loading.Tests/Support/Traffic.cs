using System.Collections.Concurrent;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>Clients that send one request after the other, until told to stop. They pause between two requests, so that what goes on
/// under their traffic gets the processor, too.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private readonly ConcurrentQueue<string> _failures = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client;
    private readonly string _path;
    private readonly Task[] _clients;
    private int _answered;
    private volatile string _latest = "";

    public Traffic(HttpClient client, string path, int clients = 4)
    {
        _client = client;
        _path = path;
        _clients = [.. Enumerable.Range(0, clients).Select(_ => Task.Run(SendAsync))];
    }

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>The versions that the latest answer names.</summary>
    public string Latest => _latest;

    /// <summary>Waits until some more requests have been answered.</summary>
    public Task FlowsAsync()
    {
        var before = Answered;
        return Eventually.TrueAsync(() => Answered > before + 20 || !_failures.IsEmpty);
    }

    /// <summary>Stops, and asserts that no request has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients).WaitAsync(Eventually.Patience);
        _stop.Dispose();
        Assert.Empty(_failures);
    }

    private async Task SendAsync()
    {
        var before = "";
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var response = await _client.GetAsync(_path).WaitAsync(Eventually.Patience);
                var versions = response.Headers.TryGetValues("X-Versions", out var values) ? string.Join(", ", values) : "";
                Check(response, versions, before);
                (before, _latest) = (versions, versions);
                Interlocked.Increment(ref _answered);
                await Task.Delay(s_pause);
            }
            catch (Exception error)
            {
                _failures.Enqueue(error.ToString());
                return;
            }
        }
    }

    /// <summary>An answer is of one version throughout, and no client goes back to an older one.</summary>
    private void Check(HttpResponseMessage response, string versions, string before)
    {
        if (!response.IsSuccessStatusCode)
            _failures.Enqueue($"{_path}: {(int)response.StatusCode}");
        if (versions.Split(' ').Distinct().Count() != 1)
            _failures.Enqueue($"{_path} was answered by several versions: {versions}");
        if (string.CompareOrdinal(versions, before) < 0)
            _failures.Enqueue($"{_path} was answered by {versions} after {before}");
    }
}
