using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Trying;

/// <summary>Readers who are signed in to an account of the portal.</summary>
public sealed class AccountTests(ProviderFixture fixture) : IClassFixture<ProviderFixture>
{
    private const string Operation = "/dev/apis/partners/v1/operations/getOrder";

    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_member_of_a_group_sends_a_request_with_the_key_of_an_application()
    {
        var browser = await SignInAsync("sends");
        var (_, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);

        var without = await SendAsync(browser, await browser.OpenAsync(Operation), "");
        var with = await SendAsync(browser, await browser.OpenAsync(Operation), key);

        Assert.Equal(("401 Unauthorized", "200 OK"), (TryReader.Status(without), TryReader.Status(with)));
        Assert.DoesNotContain(Host.Portal.Gateway.Upstream.Requests, request => request.Header("Cookie") is not null);
    }

    [Fact]
    public async Task The_form_leads_to_the_applications()
    {
        var browser = await SignInAsync("finds");

        var page = await browser.OpenAsync(Operation);

        Assert.Equal("/dev/applications", page.QuerySelector("form.try fieldset a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_operation_does_not_exist_for_a_reader_who_has_signed_out()
    {
        var browser = await SignInAsync("leaves");
        var page = await browser.OpenAsync(Operation);
        await browser.SubmitAsync(await browser.OpenAsync("/dev/account"), "/account/sign-out");

        await SendAsync(browser, page, "");

        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task A_form_of_another_reader_is_rejected()
    {
        var (attacker, victim) = (await SignInAsync("attacks"), await SignInAsync("attacked"));
        var page = await attacker.OpenAsync(Operation);
        victim.Cookies["gatewaykit-portal-form"] = attacker.Cookies["gatewaykit-portal-form"];

        await SendAsync(victim, page, "");

        Assert.Equal(HttpStatusCode.BadRequest, victim.Status);
    }

    [Fact]
    public async Task Forms_of_accounts_and_of_operations_have_the_same_cookie()
    {
        var browser = await SignInAsync("both");
        var applications = await browser.OpenAsync("/dev/applications");

        Assert.Equal("401 Unauthorized", TryReader.Status(await SendAsync(browser, await browser.OpenAsync(Operation), "")));
        await browser.SubmitAsync(applications, "/applications", ("name", "Shop"));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(["gatewaykit-portal", "gatewaykit-portal-form"], browser.Cookies.Keys.Order());
    }

    private static Task<IHtmlDocument> SendAsync(Browser browser, IHtmlDocument page, string key)
    {
        var id = page.QuerySelectorAll<IHtmlLabelElement>("form.try label")
            .Single(label => label.QuerySelector("code")?.TextContent == "id").HtmlFor!;
        return browser.SubmitAsync(page, "#try-answer", ("do", "send"), (id, "7"), ("c0", key));
    }

    private async Task<Browser> SignInAsync(string subject)
    {
        fixture.Provider.User = (subject, subject, $"{subject}@example.com", true, ["partners"]);
        var browser = Host.Open();
        await browser.OpenAsync("/dev/account/provider");
        Assert.Equal("/dev/applications", browser.Path);
        return browser;
    }
}
