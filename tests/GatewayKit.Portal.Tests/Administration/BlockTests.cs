using System.Net;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Administration;

[Collection(SharedAccounts.Name)]
public sealed class BlockTests(AccountFixture fixture)
{
    private const string Reason = "Too many <b>requests</b>";

    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_blocked_application_has_no_keys_and_its_developer_reads_why()
    {
        var (browser, administrator) = (await Host.RegisterAsync("app-blocked@example.com"), await Host.AdministratorAsync());
        var (path, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);

        await BlockAsync(administrator, $"app-{AccountHost.IdOf(path)}", $"/applications/{AccountHost.IdOf(path)}/block");

        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        var page = await browser.OpenAsync(path);
        Assert.Contains($"An operator has blocked the application: {Reason}", page.Body!.TextContent, StringComparison.Ordinal);
        var token = page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        await browser.PostAsync($"{path}/keys", new Dictionary<string, string> { ["token"] = token, ["days"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Null(await Host.ConsumerAsync(path));
    }

    [Fact]
    public async Task An_application_that_is_not_blocked_any_more_gets_other_keys()
    {
        var (browser, administrator) = (await Host.RegisterAsync("app-unblocked@example.com"), await Host.AdministratorAsync());
        var (path, key) = await AccountHost.IssueAsync(browser);
        await browser.SubmitAsync(await browser.OpenAsync(path), "/subscriptions", ("plan", "hello/free"));
        var page = await BlockAsync(administrator, $"app-{AccountHost.IdOf(path)}", $"/applications/{AccountHost.IdOf(path)}/block");

        await administrator.SubmitAsync(page, $"/applications/{AccountHost.IdOf(path)}/unblock");
        var answer = await browser.SubmitAsync(await browser.OpenAsync(path), "/keys", ("days", ""));

        await Host.AnswersAsync(HttpStatusCode.OK, answer.QuerySelector("#new-key")!.TextContent);
        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        Assert.Equal(["free"], await Host.GroupsAsync(path));
    }

    [Fact]
    public async Task A_blocked_account_is_signed_out_and_its_applications_have_no_keys()
    {
        const string Email = "account-blocked@example.com";
        var (browser, administrator) = (await Host.RegisterAsync(Email), await Host.AdministratorAsync());
        var (path, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);

        var page = await BlockAsync(administrator, Email, "/block");

        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        await browser.OpenAsync(path);
        Assert.StartsWith("/dev/account/sign-in", browser.Path, StringComparison.Ordinal);
        await AccountHost.SignInAsync(browser, Email);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);

        await administrator.SubmitAsync(page, "/unblock");
        await AccountHost.SignInAsync(browser, Email, path: $"/dev/account/sign-in?return={path}");
        var answer = await browser.SubmitAsync(await browser.OpenAsync(path), "/keys", ("days", ""));
        await Host.AnswersAsync(HttpStatusCode.OK, answer.QuerySelector("#new-key")!.TextContent);
    }

    [Fact]
    public async Task The_block_and_its_reason_are_in_the_audit_log_of_the_administrator()
    {
        await Host.RegisterAsync("audit-blocked@example.com");
        var administrator = await Host.AdministratorAsync();

        await BlockAsync(administrator, "audit-blocked@example.com", "/block");

        Assert.Contains(
            $"audit-blocked@example.com: {Reason}",
            (await administrator.OpenAsync("/dev/account/audit")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_whose_consumer_an_operator_has_deleted_can_have_keys_again()
    {
        var (browser, administrator) = (await Host.RegisterAsync("allowed@example.com"), await Host.AdministratorAsync());
        var (path, _) = await AccountHost.IssueAsync(browser);
        await Host.OperateAsync(path, change => change);

        await administrator.SubmitAsync(await administrator.OpenAsync("/dev/administration?q=allowed@"), "/unblock");
        var answer = await browser.SubmitAsync(await browser.OpenAsync(path), "/keys", ("days", ""));

        await Host.AnswersAsync(HttpStatusCode.OK, answer.QuerySelector("#new-key")!.TextContent);
    }

    [Fact]
    public async Task A_consumer_of_a_blocked_application_that_an_operator_brings_back_is_deleted_again()
    {
        var (browser, administrator) = (await Host.RegisterAsync("brought-back@example.com"), await Host.AdministratorAsync());
        await AccountHost.CreateAsync(browser);
        var path = browser.Path;
        await BlockAsync(administrator, $"app-{AccountHost.IdOf(path)}", $"/applications/{AccountHost.IdOf(path)}/block");
        await Host.OperateAsync(path, change => change with
        {
            Content = "{}",
            Labels = new Dictionary<string, string> { ["portal"] = "application" },
        });

        await AccountHost.CreateAsync(browser);

        Assert.Null(await Host.ConsumerAsync(path));
    }

    [Fact]
    public async Task The_page_exists_only_for_administrators()
    {
        var browser = await Host.RegisterAsync("no-operator@example.com");
        var other = await Host.RegisterAsync("other-operator@example.com");
        var (path, key) = await AccountHost.IssueAsync(other);
        var token = (await browser.OpenAsync("/dev/applications")).QuerySelector("input[name=token]")!.GetAttribute("value")!;

        await browser.OpenAsync("/dev/administration");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.PostAsync(
            $"/dev/administration/applications/{AccountHost.IdOf(path)}/block",
            new Dictionary<string, string> { ["token"] = token, ["reason"] = "Mine" });

        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await Host.AnswersAsync(HttpStatusCode.OK, key);
    }

    [Theory]
    [InlineData("operator@example.com", true, "", true)]
    [InlineData("OPERATOR@example.com", true, "", true)]
    [InlineData("operator@example.com", false, "", false)]
    [InlineData("dev@example.com", false, "admins", true)]
    [InlineData("dev@example.com", true, "Admins", false)]
    public void Administrators_have_a_confirmed_address_or_the_group(string email, bool isConfirmed, string group, bool isAdministrator)
    {
        var options = new PortalAccountOptions { AdministratorGroup = "admins", Administrators = { "operator@example.com" } };

        Assert.Equal(
            isAdministrator,
            Administrators.Include(
                options, new Reader(Guid.NewGuid(), "Dev", email) { IsEmailConfirmed = isConfirmed, Groups = [group] }));
    }

    private static async Task<IHtmlDocument> BlockAsync(Browser administrator, string query, string form)
    {
        var page = await administrator.OpenAsync($"/dev/administration?q={Uri.EscapeDataString(query)}");
        var action = page.QuerySelectorAll("form").Select(element => element.GetAttribute("action")!)
            .First(action => action.EndsWith(form, StringComparison.Ordinal));
        return await administrator.SubmitAsync(page, action, ("reason", Reason));
    }
}
