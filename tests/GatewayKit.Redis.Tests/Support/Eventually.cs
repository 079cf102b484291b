using System.Diagnostics;

namespace GatewayKit.Redis.Tests.Support;

internal static class Eventually
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>Tries until it is so. Other processes, such as a Redis server, don't say when they are ready.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition().WaitAsync(s_deadline))
        {
            Assert.True(clock.Elapsed < s_deadline, "It didn't happen within a minute.");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until a store answers.</summary>
    public static Task AnswersAsync(ICounterStore store, CounterPolicy policy, CounterSubject subject) => TrueAsync(async () =>
    {
        try
        {
            await store.PeekAsync(policy, subject);
            return true;
        }
        catch (CounterStoreException)
        {
            return false;
        }
    });
}
