using System.Net;
using GatewayKit.Portal.Tests.Browsers;
using Microsoft.Playwright;

namespace GatewayKit.Samples.Portal;

/// <summary>Takes the pictures of the docs from the running sample.</summary>
[Collection(SharedPortal.Name)]
public sealed class PictureTests(PortalFixture fixture)
{
    /// <summary>A key is random, and shown once.</summary>
    private const string HideKey = "() => document.querySelector('#new-key').firstChild.textContent = 'gwk_' + 'x'.repeat(32)";

    private static BrowserNewContextOptions Light => new()
    {
        ColorScheme = ColorScheme.Light,
        ViewportSize = new ViewportSize { Width = Picture.Width, Height = 800 },
    };

    [BrowserFact]
    public async Task The_pages_of_a_developer_have_pictures()
    {
        await using var developer = await fixture.OpenPortalAsync(Light);
        await developer.SignInAsync("Dan");
        await developer.Page.GotoAsync("/");
        await Picture.TakeAsync(developer.Page, "portal-catalog");
        await developer.Page.GotoAsync("/applications");
        await developer.FollowAsync("Web shop");
        await developer.FollowAsync("Usage");
        await developer.FollowAsync("7 days");
        await Picture.TakeAsync(developer.Page, "portal-usage");
        await developer.CreateAsync("Mobile app", "orders/basic");
        var key = await developer.IssueKeyAsync("Issue a key");
        await developer.Page.EvaluateAsync(HideKey);
        await Picture.TakeAsync(developer.Page, "portal-application");

        using var client = new SampleClient(fixture.Sample.Gateway);
        await client.UntilAsync(key, (status, _) => status == HttpStatusCode.OK);
        await developer.TryAsync("/apis/orders/v1/operations/listOrders", key, "green tea");
        await developer.Page.EvaluateAsync("() => document.querySelector('#try').scrollIntoView()");
        await Picture.TakeAsync(developer.Page, "portal-try");
    }

    [BrowserFact]
    public async Task The_page_of_an_owner_has_a_picture()
    {
        await using var owner = await fixture.OpenPortalAsync(Light);
        await owner.SignInAsync("Olga");
        await owner.Page.GotoAsync("/approvals");
        await owner.Page.GetByText("Price comparison").WaitForAsync();

        await Picture.TakeAsync(owner.Page, "portal-approvals");
    }

    [BrowserFact]
    public async Task The_pages_of_operators_have_pictures()
    {
        await using var operators = await fixture.OpenOperatorsAsync(Light);
        await Picture.TakeAsync(operators.Page, "operators-overview");
        await operators.Page.GotoAsync("/ui/options/groups/basic/rate-limit/-");
        await operators.Page.GetByLabel("limit", new() { Exact = true }).FillAsync("50");
        await operators.ClickAsync("Preview");
        await operators.Page.GetByRole(AriaRole.Heading, new() { Name = "Preview" }).ScrollIntoViewIfNeededAsync();

        await Picture.TakeAsync(operators.Page, "operators-options");
    }
}
