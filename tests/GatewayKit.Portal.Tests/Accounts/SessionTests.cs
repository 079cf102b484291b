using System.Net;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class SessionTests(AccountFixture fixture)
{
    private const string Page = "/dev/account/sessions";

    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_copied_cookie_ends_with_the_session()
    {
        var browser = await Host.RegisterAsync("copied@example.com");
        var copy = Host.OpenAs(browser);
        await copy.OpenAsync(Page);
        Assert.Equal(Page, copy.Path);

        await browser.SubmitAsync(await browser.OpenAsync("/dev/account"), "/account/sign-out");
        await AssertEndedAsync(copy);

        await AccountHost.SignInAsync(browser, "copied@example.com");
        await AssertEndedAsync(copy);
    }

    [Fact]
    public async Task Another_sign_in_of_a_browser_ends_its_session()
    {
        var browser = await Host.RegisterAsync("twice-in@example.com");
        var copy = Host.OpenAs(browser);

        await AccountHost.SignInAsync(browser, "twice-in@example.com");

        await AssertEndedAsync(copy);
        Assert.Single((await browser.OpenAsync(Page)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_developer_ends_other_sessions_and_not_those_of_other_developers()
    {
        var browser = await Host.RegisterAsync("sessions@example.com");
        Browser[] others = [Host.Open(), Host.Open(), Host.Open()];
        foreach (var other in others)
            await AccountHost.SignInAsync(other, "sessions@example.com");
        var stranger = await Host.RegisterAsync("stranger@example.com");
        var page = await browser.OpenAsync(Page);
        var latest = EndOf(page);

        var token = TokenOf(await stranger.OpenAsync("/dev/account"));
        await stranger.PostAsync(latest, [new("token", token)]);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await stranger.PostAsync($"{Page}/others/end", [new("token", token)]);
        await others[2].OpenAsync(Page);
        Assert.Equal(Page, others[2].Path);

        page = await browser.SubmitAsync(page, latest);
        Assert.Equal("The session has ended.", page.QuerySelector("[role=status]")!.TextContent);
        await AssertEndedAsync(others[2]);
        await others[1].OpenAsync(Page);
        Assert.Equal(Page, others[1].Path);

        page = await browser.SubmitAsync(page, "/others/end");
        await AssertEndedAsync(others[0]);
        await AssertEndedAsync(others[1]);
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Equal(
            ["other sessions ended", "session ended"],
            (await browser.OpenAsync("/dev/account/audit")).QuerySelectorAll("tbody td:nth-child(2)").Take(2)
                .Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task A_developer_has_a_limited_number_of_sessions_for_a_limited_time(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var context = await store.OpenAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero));
        var developer = new Developer { Id = Guid.NewGuid(), SecurityStamp = "" };
        context.Developers.Add(developer);
        var sessions = new DeveloperSessions(context, new PortalAccountOptions(), time);
        var tokens = new List<string>();
        for (var i = 0; i <= DeveloperSessions.Maximum; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            tokens.Add((await sessions.BeginAsync(developer, "Agent\t" + new string('a', 1000), default)).Token);
        }

        Assert.Null(await sessions.FindAsync(tokens[0], default));
        var (session, of) = (await sessions.FindAsync(tokens[1], default))!.Value;
        Assert.Equal((developer.Id, SessionRow.MaximumBrowserLength), (of.Id, session.Browser.Length));
        Assert.DoesNotContain(await context.Sessions.Select(row => row.Id).ToListAsync(), tokens.Contains);

        time.Advance(TimeSpan.FromHours(12));
        Assert.Null(await sessions.FindAsync(tokens[^1], default));
        Assert.Empty(await sessions.ReadAsync(developer.Id, default));
        await sessions.BeginAsync(developer, "", default);
        Assert.Equal("", (await context.Sessions.AsNoTracking().SingleAsync()).Browser);
    }

    [Fact]
    public async Task The_time_of_the_last_request_has_steps_of_five_minutes()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        await using var context = await store.OpenAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.Zero));
        var developer = new Developer { Id = Guid.NewGuid(), SecurityStamp = "" };
        context.Developers.Add(developer);
        var sessions = new DeveloperSessions(context, new PortalAccountOptions(), time);
        var (token, _) = await sessions.BeginAsync(developer, "", default);

        foreach (var (minutes, seen) in ((int, int)[])[(4, 0), (1, 5), (4, 5), (2, 11)])
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            await sessions.SeeAsync((await sessions.FindAsync(token, default))!.Value.Session, default);
            Assert.Equal(seen, (await sessions.FindAsync(token, default))!.Value.Session.Seen.Minute);
        }
    }

    private static async Task AssertEndedAsync(Browser browser)
    {
        await browser.OpenAsync(Page);
        Assert.StartsWith("/dev/account/sign-in", browser.Path, StringComparison.Ordinal);
    }

    /// <summary>Returns the path of the form that ends the latest of the other sessions.</summary>
    private static string EndOf(IHtmlDocument page) => page.QuerySelector("tbody form")!.GetAttribute("action")!;

    private static string TokenOf(IHtmlDocument page)
        => page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
}
