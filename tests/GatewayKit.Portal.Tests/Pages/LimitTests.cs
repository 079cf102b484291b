using System.Text.Json;
using GatewayKit.Portal.Reference;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Pages;

public sealed class LimitTests
{
    private const string Configuration = """
        portal: { apis: { big: { versions: [ { version: v1, document: "{folder}/big.json" } ] } } }
        """;

    [Fact]
    public async Task A_page_with_thousands_of_references_to_a_long_text_is_cut()
    {
        await using var portal = await PortalHost.StartAsync("portal: {}");
        var headers = string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"\"X-{i}\": {{ \"$ref\": \"#/components/headers/h\" }}"));
        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "big.json"), $$"""
            { "openapi": "3.1.0", "info": { "title": "Big", "version": "1" },
              "paths": { "/a": { "get": { "responses": { "200": { "description": "x", "headers": { {{headers}} } } } } } },
              "components": { "headers": { "h": { "description": "{{new string('y', 60_000)}}", "schema": {} } } } }
            """);
        Assert.Empty(await portal.ReloadAsync(Configuration));

        var page = await portal.ReadAsync("/dev/apis/big/v1/operations/GET-a");

        Assert.InRange(page.DocumentElement.OuterHtml.Length, 400_000, 4_000_000);
        Assert.Equal("/dev/apis/big/v1/openapi.json", page.QuerySelector(".note a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_unchanged_document_for_machines_is_not_sent_again()
    {
        await using var portal = await PortalHost.StartAsync(Samples.Portal);
        using var first = await portal.GetAsync("/dev/apis/orders/v2/openapi.json");

        using var second = await portal.GetAsync("/dev/apis/orders/v2/openapi.json", ("If-None-Match", first.Headers.ETag!.Tag));
        using var other = await portal.GetAsync("/dev/apis/orders/v1/openapi.json", ("If-None-Match", first.Headers.ETag.Tag));

        Assert.Equal((200, 304, 200), ((int)first.StatusCode, (int)second.StatusCode, (int)other.StatusCode));
    }

    [Fact]
    public void A_large_example_is_cut_without_formatting_it()
    {
        var value = JsonElement.Parse($"[ {string.Join(", ", Enumerable.Repeat("1", 2_000_000))} ]");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(20_001, ExampleText.Of(value).Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_page_shows_2000_parts()
    {
        var budget = new PageBudget();

        Assert.Equal(2000, budget.Take(Enumerable.Range(0, 3000), _ => "").Count());
        Assert.True(budget.IsExceeded);
    }
}
