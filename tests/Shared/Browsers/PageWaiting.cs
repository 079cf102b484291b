using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GatewayKit.Tests.Shared;

/// <summary>Waits for pages by asking for their state again and again. Playwright's own methods wait for an event, which they miss if it
/// occurs between their look at the state and their subscription.</summary>
internal static class PageWaiting
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the address of a page matches.</summary>
    /// <param name="page">The page.</param>
    /// <param name="pattern">A regular expression.</param>
    public static Task HasAddressAsync(this IPage page, string pattern)
        => Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), new() { Timeout = (float)s_patience.TotalMilliseconds });

    /// <summary>Waits until a page with all its parts is loaded.</summary>
    public static async Task IsLoadedAsync(this IPage page)
    {
        using var end = new CancellationTokenSource(s_patience);
        while (!await HasLoadedAsync(page))
            await Task.Delay(20, end.Token);
    }

    private static async Task<bool> HasLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            // Another page takes its place.
            return false;
        }
    }
}
