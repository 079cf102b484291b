namespace GatewayKit.Soak;

/// <summary>Keeps the actors of the soak from doing everything at once. No outcome depends on it.</summary>
internal static class Pace
{
    /// <summary>Waits.</summary>
    /// <returns>Whether the soak goes on.</returns>
    public static async Task<bool> WaitAsync(TimeSpan time, CancellationToken end)
    {
        await Task.Delay(time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !end.IsCancellationRequested;
    }
}
