using System.Net;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Store;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class KeyTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_developer_registers_gets_a_key_that_works_and_revokes_it()
    {
        var browser = await Host.RegisterAsync("whole@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);

        var page = await browser.OpenAsync(path);
        var revoke = page.QuerySelector("form[action$=revoke]")!.GetAttribute("action")!;
        await browser.SubmitAsync(page, revoke);

        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
    }

    [Fact]
    public async Task A_rollback_keeps_revoked_keys_revoked_and_later_keys_valid()
    {
        var browser = await Host.RegisterAsync("rollback@example.com");
        var (path, revoked) = await AccountHost.IssueAsync(browser);
        var (deleted, gone) = await AccountHost.IssueAsync(browser);
        var target = (await Host.Store.ReadAsync()).Revision;
        await Host.WriteAsync("routes/later", """{ "clusterId": "up", "match": { "path": "/later" } }""");
        await Host.RespondsAsync("/later", HttpStatusCode.OK);
        await browser.SubmitAsync(await browser.OpenAsync(path), "/revoke");
        await browser.SubmitAsync(await browser.OpenAsync(deleted), "/delete");
        var page = await browser.SubmitAsync(await browser.OpenAsync(path), "/keys", ("days", ""));
        var later = page.QuerySelector("#new-key")!.TextContent;
        var (_, other) = await AccountHost.IssueAsync(browser);

        var latest = (await Host.Store.ReadAsync()).Revision;
        Assert.Empty((await Host.Store.RollBackAsync(target, latest, "operator")).Errors);

        await Host.RespondsAsync("/later", HttpStatusCode.NotFound);
        await Host.AnswersAsync(HttpStatusCode.OK, later);
        await Host.AnswersAsync(HttpStatusCode.OK, other);
        await Host.AnswersAsync(HttpStatusCode.Unauthorized, revoked);
        await Host.AnswersAsync(HttpStatusCode.Unauthorized, gone);
    }

    [Fact]
    public async Task A_new_key_is_shown_once()
    {
        var browser = await Host.RegisterAsync("once@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);

        var page = await browser.OpenAsync(path);

        Assert.Null(page.QuerySelector("#new-key"));
        Assert.DoesNotContain(key, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.StartsWith(page.QuerySelector("tbody code")!.TextContent.TrimEnd('.'), key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_rotation_both_keys_work_and_the_old_one_expires()
    {
        var browser = await Host.RegisterAsync("rotate@example.com");
        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));
        page = await browser.SubmitAsync(page, "/keys", ("days", ""));
        var old = page.QuerySelector("#new-key")!.TextContent;

        page = await browser.SubmitAsync(page, "/rotate");

        await Host.AnswersAsync(HttpStatusCode.OK, page.QuerySelector("#new-key")!.TextContent);
        await Host.AnswersAsync(HttpStatusCode.OK, old);
        var expiries = page.QuerySelectorAll("tbody tr td:nth-child(3)").Select(cell => cell.TextContent).ToList();
        Assert.Equal("Never", expiries[1]);
        Assert.Equal(
            DateTime.UtcNow.AddDays(7),
            DateTime.Parse(expiries[0], System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_rotated_key_gives_its_lifetime_to_the_new_one_and_is_not_rotated_again()
    {
        var browser = await Host.RegisterAsync("lifetime@example.com");
        var (path, _) = await AccountHost.IssueAsync(browser);
        var rotate = (await browser.OpenAsync(path)).QuerySelector("form[action$=rotate]")!.GetAttribute("action")!;

        var page = await browser.SubmitAsync(await browser.OpenAsync(path), rotate);
        Assert.Equal(
            DateTime.UtcNow.AddDays(30),
            DateTime.Parse(
                page.QuerySelectorAll("tbody tr td:nth-child(3)")[1].TextContent, System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.FromMinutes(10));
        page = await browser.SubmitAsync(page, rotate);

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Keys_that_are_issued_at_the_same_time_do_not_exceed_the_limit()
    {
        var browser = await Host.RegisterAsync("burst@example.com");
        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));
        var path = browser.Path;
        for (var i = 0; i < 7; i++)
            page = await browser.SubmitAsync(page, "/keys", ("days", ""));
        var fields = new Dictionary<string, string> { ["token"] = page.QuerySelector("input[name=token]")!.GetAttribute("value")! };

        await Task.WhenAll(Enumerable.Range(0, 6).Select(
            _ => browser.SendAsync(HttpMethod.Post, $"{path}/keys", new FormUrlEncodedContent(fields)))).WaitAsync(PortalHost.Patience);

        Assert.Equal(10, (await browser.OpenAsync(path)).QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Deleting_an_application_revokes_its_keys()
    {
        var browser = await Host.RegisterAsync("delete@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        await Host.AnswersAsync(HttpStatusCode.OK, key);

        await browser.SubmitAsync(await browser.OpenAsync(path), "/delete");

        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task The_author_of_the_revisions_is_the_developer()
    {
        var browser = await Host.RegisterAsync("author@example.com");

        await AccountHost.IssueAsync(browser);

        var revisions = (await Host.Store.ListAsync(100)).Revisions.Where(revision => revision.Author == "author@example.com");
        Assert.Equal(2, revisions.Count());
    }

    [Fact]
    public async Task The_first_key_creates_a_consumer_that_a_crash_has_prevented()
    {
        var changes = new ObservedChanges();
        await using var host = await AccountHost.StartAsync(extend: services => ObservedStore.Use(services, changes));
        var browser = await host.RegisterAsync("crash@example.com");
        changes.Before = _ => throw new StoreUnavailableException("crash", null);
        await AccountHost.CreateAsync(browser);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, browser.Status);
        changes.Before = _ => Task.CompletedTask;
        var path = (await browser.OpenAsync("/dev/applications")).QuerySelector("tbody a")!.GetAttribute("href")!;

        var page = await browser.SubmitAsync(await browser.OpenAsync(path), "/keys", ("days", ""));

        await host.AnswersAsync(HttpStatusCode.OK, page.QuerySelector("#new-key")!.TextContent);
    }

    [Fact]
    public async Task An_application_has_a_limited_number_of_keys()
    {
        var browser = await Host.RegisterAsync("many@example.com");
        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));
        for (var i = 0; i < 10; i++)
            page = await browser.SubmitAsync(page, "/keys", ("days", ""));

        page = await browser.SubmitAsync(page, "/keys", ("days", ""));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains("up to 10 keys", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_shows_the_steps_of_a_developer()
    {
        var browser = await Host.RegisterAsync("audit@example.com");
        await AccountHost.IssueAsync(browser);

        var page = await browser.OpenAsync("/dev/account/audit");

        Assert.Equal(
            ["key issued", "application created", "signed in", "registered"],
            page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.All(page.QuerySelectorAll("tbody tr td:nth-child(4)"), cell => Assert.Equal("127.0.0.1", cell.TextContent));
    }
}
