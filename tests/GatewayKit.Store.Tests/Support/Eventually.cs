namespace GatewayKit.Store.Tests.Support;

/// <summary>Waits for a condition that other threads fulfill.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
            await Task.Delay(20, end.Token);
    }
}
