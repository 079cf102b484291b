using System.Runtime.CompilerServices;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>Waits, for a bounded time, for what happens elsewhere.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <param name="condition">What is waited for.</param>
    /// <param name="meanwhile">Done between two looks, such as to let a clock go on.</param>
    /// <param name="text">The condition as it is written.</param>
    public static async Task TrueAsync(Func<bool> condition, Action? meanwhile = null, [CallerArgumentExpression(nameof(condition))]
    string text = "")
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"In vain waited for: {text}");
            meanwhile?.Invoke();
            await ticks.WaitForNextTickAsync();
        }
    }

    public static Task LogsAsync(this GatewayTestHost gateway, string text, Action? meanwhile = null)
        => TrueAsync(() => gateway.HasLogged(text), meanwhile, $"'{text}' in the log");

    public static bool HasLogged(this GatewayTestHost gateway, string text) => gateway.CountLogs(text) > 0;

    public static int CountLogs(this GatewayTestHost gateway, string text)
        => gateway.Logs.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>
    /// Lets a clock go on while load contexts are to be collected: slowly, because the gateway reports what is not gone after
    /// ten of its seconds, and a busy machine needs some real ones.
    /// </summary>
    public static void CollectAndAdvance(FakeTimeProvider time)
    {
        Collect();
        time.Advance(TimeSpan.FromMilliseconds(100));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
