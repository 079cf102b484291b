namespace GatewayKit.Acme.Tests;

/// <summary>Awaits with a limit.</summary>
internal static class Bounded
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    public static Task InTime(this Task task) => task.WaitAsync(Limit);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Waits until a condition is true.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Not in time: {what}");
            await Task.Delay(20);
        }
    }
}
