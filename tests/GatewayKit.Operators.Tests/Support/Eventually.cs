namespace GatewayKit.Operators.Tests.Support;

/// <summary>Waits for a result that comes soon after an answer.</summary>
internal static class Eventually
{
    public static async Task<T> NotNullAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        using var patience = new CancellationTokenSource(OperatorHost.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (await read() is { } value)
                return value;
            await ticks.WaitForNextTickAsync(patience.Token);
        }
    }
}
