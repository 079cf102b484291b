namespace GatewayKit.EndToEnd.Support;

/// <summary>Waits, for a bounded time, for what other processes do.</summary>
internal static class Poll
{
    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, Func{string})" />
    public static Task UntilAsync(Func<bool> isMet, Func<string> failure) => UntilAsync(() => Task.FromResult(isMet()), failure);

    /// <summary>Waits until a condition is met.</summary>
    /// <param name="isMet">The condition.</param>
    /// <param name="failure">The message if it isn't met in time.</param>
    public static async Task UntilAsync(Func<Task<bool>> isMet, Func<string> failure)
    {
        using var end = new CancellationTokenSource(Patience.OfServer);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await isMet())
            Assert.True(await ticks.WaitForNextTickAsync() && !end.IsCancellationRequested, failure());
    }
}
