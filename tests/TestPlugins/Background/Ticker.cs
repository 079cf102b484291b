namespace Background;

/// <summary>Ticks in the background until it is disposed.</summary>
public sealed class Ticker : IAsyncDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMinutes(1));
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = RunAsync();

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            // It only lives.
        }
    }
}
