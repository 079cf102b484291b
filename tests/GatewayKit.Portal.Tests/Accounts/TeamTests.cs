using System.Net;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Accounts;

[Collection(SharedAccounts.Name)]
public sealed class TeamTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_member_issues_and_revokes_keys_of_the_application()
    {
        var (_, member, path) = await ShareAsync("member-keys", "member");

        var page = await member.SubmitAsync(await member.OpenAsync(path), "/keys", ("days", ""));
        var key = page.QuerySelector("#new-key")!.TextContent;
        await Host.AnswersAsync(HttpStatusCode.OK, key);
        await member.SubmitAsync(page, page.QuerySelector("form[action$=revoke]")!.GetAttribute("action")!);

        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        await member.OpenAsync($"{path}/usage");
        Assert.Equal(HttpStatusCode.OK, member.Status);
    }

    [Fact]
    public async Task A_member_who_is_not_an_owner_can_neither_change_the_application_nor_its_members()
    {
        var (owner, member, path) = await ShareAsync("member-rights", "member");
        var page = await member.OpenAsync(path);
        var removal = RemovalOf(await owner.OpenAsync($"{path}/members"));
        Assert.DoesNotContain(
            page.QuerySelectorAll("form").Select(form => form.GetAttribute("action")![path.Length..]),
            action => action is "/rename" or "/delete" or "/subscriptions");

        foreach (var action in (string[])
            ["/rename", "/delete", "/subscriptions", "/subscriptions/hello/free/cancel", "/members", "/invitations/withdraw"])
        {
            await PostAsync(member, page, path + action);
            Assert.True(member.Status == HttpStatusCode.Forbidden, $"{action} answers {member.Status}.");
        }

        await PostAsync(member, page, removal.Replace(removal.Split('/')[^2], Guid.NewGuid().ToString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
        Assert.Equal("Shop", (await owner.OpenAsync(path)).QuerySelector("h1")!.TextContent);
        Assert.Empty(await Host.GroupsAsync(path));
    }

    [Fact]
    public async Task Another_owner_subscribes_invites_and_deletes()
    {
        var (_, other, path) = await ShareAsync("other-owner", "owner");

        await other.SubmitAsync(await other.OpenAsync(path), "/subscriptions", ("plan", "hello/free"));
        Assert.Equal(["free"], await Host.GroupsAsync(path));
        await InviteAsync(other, path, "third@example.com", "member");
        Assert.Equal(HttpStatusCode.OK, other.Status);
        await other.SubmitAsync(await other.OpenAsync(path), "/delete");

        Assert.Null(await Host.ConsumerAsync(path));
    }

    [Fact]
    public async Task A_member_who_is_removed_loses_the_application_at_once()
    {
        var (owner, member, path) = await ShareAsync("member-removed", "owner");
        var page = await member.OpenAsync(path);
        var members = await owner.OpenAsync($"{path}/members");

        await owner.SubmitAsync(members, RemovalOf(members));

        foreach (var action in (string[])["/keys", "/rename", "/delete", "/members"])
        {
            await PostAsync(member, page, path + action);
            Assert.True(member.Status == HttpStatusCode.NotFound, $"{action} answers {member.Status}.");
        }

        await member.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, member.Status);
        Assert.Empty((await member.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task The_developer_who_created_the_application_is_not_removed()
    {
        var (owner, other, path) = await ShareAsync("creator", "owner");
        var removal = RemovalOf(await owner.OpenAsync($"{path}/members"));
        var creator = (await Host.AdministratorAsync()).OpenAsync("/dev/administration?q=creator-owner@");
        var id = (await creator).QuerySelector("form[action*='/developers/']")!.GetAttribute("action")!.Split('/')[^2];

        await PostAsync(other, await other.OpenAsync(path), removal.Replace(removal.Split('/')[^2], id, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await owner.OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, owner.Status);
    }

    [Fact]
    public async Task A_member_leaves()
    {
        var (_, member, path) = await ShareAsync("member-leaves", "member");
        var members = await member.OpenAsync($"{path}/members");

        await member.SubmitAsync(members, RemovalOf(members));

        await member.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, member.Status);
    }

    [Fact]
    public async Task Only_the_developer_with_the_address_accepts_an_invitation()
    {
        var (owner, other) = (await Host.RegisterAsync("invites@example.com"), await Host.RegisterAsync("not-invited@example.com"));
        await AccountHost.CreateAsync(owner);
        var path = owner.Path;
        await InviteAsync(owner, path, "is-invited@example.com", "owner");
        var invitation = $"/dev/invitations/{AccountHost.IdOf(path)}";

        var page = await other.OpenAsync("/dev/applications");
        Assert.Null(page.QuerySelector("#invitations"));
        await PostAsync(other, page, invitation);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await other.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task An_invitation_that_was_withdrawn_or_declined_is_not_accepted()
    {
        var (owner, invited) = (await Host.RegisterAsync("withdraws@example.com"), await Host.RegisterAsync("declines@example.com"));
        await AccountHost.CreateAsync(owner);
        var path = owner.Path;
        var page = await InviteAsync(owner, path, "Declines@example.com", "member");
        var applications = await invited.OpenAsync("/dev/applications");
        await owner.SubmitAsync(page, "/invitations/withdraw");

        await PostAsync(invited, applications, $"/dev/invitations/{AccountHost.IdOf(path)}");
        Assert.Equal(HttpStatusCode.NotFound, invited.Status);
        await InviteAsync(owner, path, "declines@example.com", "member");
        await invited.SubmitAsync(
            await invited.OpenAsync("/dev/applications"), $"/invitations/{AccountHost.IdOf(path)}", ("answer", "decline"));
        await PostAsync(invited, applications, $"/dev/invitations/{AccountHost.IdOf(path)}");

        Assert.Equal(HttpStatusCode.NotFound, invited.Status);
    }

    [Fact]
    public async Task The_answer_and_the_message_do_not_show_whether_an_address_has_an_account()
    {
        var owner = await Host.RegisterAsync("uniform-invites@example.com", "Buy at https://evil.example");
        await AccountHost.CreateAsync(owner);
        var path = owner.Path;
        await Host.RegisterAsync("has-account@example.com");

        var known = await InviteAsync(owner, path, "has-account@example.com", "member");
        var unknown = await InviteAsync(owner, path, "no-account@example.com", "member");

        Assert.Equal(known.QuerySelector("[role=status]")!.TextContent, unknown.QuerySelector("[role=status]")!.TextContent);
        var message = await Host.MessageAsync("no-account@example.com");
        Assert.StartsWith("uniform-invites@example.com invites you", message, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_has_a_limited_number_of_members_and_invitations()
    {
        var owner = await Host.RegisterAsync("many-members@example.com");
        await AccountHost.CreateAsync(owner);
        var path = owner.Path;
        for (var i = 0; i < 20; i++)
            await InviteAsync(owner, path, $"many-{i}@example.com", "member");

        var page = await InviteAsync(owner, path, "many-20@example.com", "member");

        Assert.Contains("up to 20 members", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(20, page.QuerySelectorAll("#invitations tbody tr").Length);
    }

    [Fact]
    public async Task Each_step_is_in_the_audit_log()
    {
        var (owner, member, path) = await ShareAsync("audit-team", "member");
        var members = await owner.OpenAsync($"{path}/members");
        await owner.SubmitAsync(members, RemovalOf(members));

        Assert.Equal(
            ["member removed", "member invited"],
            (await owner.OpenAsync("/dev/account/audit")).QuerySelectorAll("tbody tr td:nth-child(2)")
                .Select(cell => cell.TextContent).Where(text => text.StartsWith("member", StringComparison.Ordinal)));
        Assert.Contains("invitation accepted", (await member.OpenAsync("/dev/account/audit")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [
                "member removed audit-team-owner@example.com", "invitation accepted audit-team-member@example.com",
                "member invited audit-team-owner@example.com", "application created audit-team-owner@example.com",
            ],
            (await owner.OpenAsync($"{path}/audit")).QuerySelectorAll("tbody tr")
                .Select(row => $"{row.Children[1].TextContent} {row.Children[3].TextContent}"));
        await member.OpenAsync($"{path}/audit");
        Assert.Equal(HttpStatusCode.NotFound, member.Status);
    }

    private async Task<(Browser Owner, Browser Member, string Path)> ShareAsync(string name, string role)
    {
        var owner = await Host.RegisterAsync($"{name}-owner@example.com");
        var member = await Host.RegisterAsync($"{name}-member@example.com");
        await AccountHost.CreateAsync(owner);
        var path = owner.Path;
        await InviteAsync(owner, path, $"{name}-member@example.com", role);
        await member.SubmitAsync(
            await member.OpenAsync("/dev/applications"), $"/invitations/{AccountHost.IdOf(path)}", ("answer", "accept"));
        Assert.Equal(path, member.Path);
        return (owner, member, path);
    }

    private static async Task<IHtmlDocument> InviteAsync(Browser owner, string path, string email, string role)
        => await owner.SubmitAsync(await owner.OpenAsync($"{path}/members"), "/members", ("email", email), ("role", role));

    private static string RemovalOf(IHtmlDocument members)
        => members.QuerySelector("form[action$=remove]")!.GetAttribute("action")!;

    /// <summary>Sends a form with the token of a page.</summary>
    private static Task<IHtmlDocument> PostAsync(Browser browser, IHtmlDocument page, string path)
        => browser.PostAsync(path, new Dictionary<string, string>
        {
            ["token"] = page.QuerySelector("input[name=token]")!.GetAttribute("value")!,
            ["name"] = "Stolen",
            ["plan"] = "hello/free",
            ["email"] = "stranger@example.com",
            ["role"] = "owner",
            ["answer"] = "accept",
            ["days"] = "",
        });
}
