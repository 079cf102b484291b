using System.Diagnostics;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>Waits for what happens beside an exchange.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition)
    {
        for (var begun = Stopwatch.GetTimestamp(); !condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < s_patience, "It did not happen.");
            await Task.Delay(20);
        }
    }
}
