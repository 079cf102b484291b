using Deque.AxeCore.Commons;
using GatewayKit.Tests.Shared;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>Finds violations of WCAG 2.2 AA by axe-core, and pages that scroll sideways. The script is loaded once into a page, whose theme
/// and width are then changed.</summary>
internal static class Wcag
{
    private const string Rules = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";

    /// <summary>The only rule that depends on the theme.</summary>
    private const string Contrast = "{ type: 'rule', values: ['color-contrast'] }";

    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Returns the violations on a page as it is now.</summary>
    public static async Task<IEnumerable<string>> ViolationsAsync(IPage page)
    {
        // After a click, only the start of the next page is awaited.
        await page.IsLoadedAsync();
        await page.EvaluateAsync($"() => {{ {s_axe}\n }}");
        return await RunAsync(page, Rules);
    }

    /// <summary>Returns the violations on a page as it is now, in the light theme, in the dark theme, and on a phone.</summary>
    public static async Task<IEnumerable<string>> AllViolationsAsync(IPage page)
    {
        var size = page.ViewportSize!;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var violations = new List<string>(await ViolationsAsync(page));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        violations.AddRange(await RunAsync(page, Contrast));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(320, 740);
        violations.AddRange(await RunAsync(page, Rules));
        await page.SetViewportSizeAsync(size.Width, size.Height);
        return violations;
    }

    /// <summary>Checks rules. The results have only the violations, because axe-core spends most of its time on the others.</summary>
    private static async Task<IEnumerable<string>> RunAsync(IPage page, string rules)
    {
        var violations = await page.EvaluateAsync<string[]>($$"""
            async () => (await axe.run(document, { runOnly: {{rules}}, resultTypes: ['violations'] })).violations.flatMap(rule =>
              rule.nodes.map(node => `${rule.id}: ${node.html} ${node.any.map(check => check.message).join(' ')}`))
            """);
        var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        var theme = await page.EvaluateAsync<bool>("() => matchMedia('(prefers-color-scheme: dark)').matches") ? "dark" : "light";
        var place = $"{page.Url} ({theme}, {page.ViewportSize!.Width} pixels)";
        return (excess > 0 ? violations.Append($"{excess} pixels too wide") : violations).Select(violation => $"{place}: {violation}");
    }
}
