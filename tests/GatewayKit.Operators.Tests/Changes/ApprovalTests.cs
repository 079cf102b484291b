using System.Text.Json.Nodes;
using GatewayKit.Operators.Tests.Support;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;

namespace GatewayKit.Operators.Tests.Changes;

public sealed class ApprovalTests(ApprovalFixture fixture) : IClassFixture<ApprovalFixture>
{
    private OperatorClient Client => fixture.Client;

    [Fact]
    public async Task An_operator_approves_a_subscription_that_then_has_its_group()
    {
        await fixture.AddAsync(DateTime.UnixEpoch, "0001");
        var list = await Client.ReadAsync("/ui/approvals");
        var done = await DecideAsync(list, "0001", "approve");

        Assert.Equal((303, "/ui/approvals?decided=approve"), (done.Status, done.Location));
        Assert.Contains("The subscription is approved.", (await Client.ReadAsync(done.Location!)).Content, StringComparison.Ordinal);
        var content = await fixture.Host.Store.ReadAsync();
        var consumer = content.Find(new EntryKey(EntryKinds.Consumers, "app-0001"))!;
        Assert.Equal(["gold"], JsonNode.Parse(consumer.Content)!["groups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal("ada", (await fixture.Host.Store.FindAsync(consumer.Version))!.Author);
        var entry = await AuditAsync("0001");
        Assert.Equal(
            ("ada", Guid.Empty, "subscription approved", "orders, gold"), (entry.ActorEmail, entry.Actor, entry.Action, entry.Detail));
        var message = await Eventually.NotNullAsync(() => Task.FromResult(
            fixture.Messages.FirstOrDefault(sent => sent.Text.Contains("'0001 ", StringComparison.Ordinal))));
        Assert.Equal((ApprovalFixture.Email, "Your subscription is active"), (message.To, message.Subject));
        Assert.Contains(
            $"to the plan 'Gold {ApprovalFixture.Attack}' of 'Orders {ApprovalFixture.Attack}' was approved.", message.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_rejects_a_subscription_for_a_reason()
    {
        await fixture.AddAsync(DateTime.UnixEpoch, "0002");
        var done = await DecideAsync(await Client.ReadAsync("/ui/approvals"), "0002", "reject", ApprovalFixture.Attack);

        Assert.Equal((303, "/ui/approvals?decided=reject"), (done.Status, done.Location));
        var entry = await AuditAsync("0002");
        Assert.Equal(("ada", $"orders, gold: {ApprovalFixture.Attack}"), (entry.ActorEmail, entry.Detail));
        Assert.Null((await fixture.Host.Store.ReadAsync()).Find(new EntryKey(EntryKinds.Consumers, "app-0002")));
        await fixture.InTablesAsync(context => Assert.Equal(
            [(SubscriptionState.Rejected, ApprovalFixture.Attack)],
            context.Subscriptions.Where(row => row.Application == "0002").AsEnumerable().Select(row => (row.State, row.Reason))));
    }

    [Fact]
    public async Task The_page_shows_titles_and_names_as_text_and_the_overview_their_number()
    {
        await fixture.AddAsync(DateTime.UnixEpoch, "0003");
        var list = await Client.ReadAsync("/ui/approvals");
        var overview = await Client.ReadAsync("/ui");

        Assert.Equal(
            [
                $"0003 {ApprovalFixture.Attack}", $"Dev {ApprovalFixture.Attack}, {ApprovalFixture.Email}",
                $"Orders {ApprovalFixture.Attack}", $"Gold {ApprovalFixture.Attack}",
            ],
            RowOf(list, "0003").QuerySelectorAll("th, td").Take(4).Select(cell => cell.TextContent));
        Assert.Empty(list.Page.QuerySelectorAll("img, main script"));
        var total = list.Page.QuerySelector("#pending")!.TextContent;
        var number = overview.Page.QuerySelector("dd a[href='/ui/approvals']")!.TextContent;
        Assert.Contains($" of {number}, ", total, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_has_pages_from_1()
    {
        await fixture.AddAsync(DateTime.UnixEpoch.AddDays(1), Enumerable.Range(1000, 60).Select(number => $"{number}"));
        var first = await Client.ReadAsync("/ui/approvals?page=0");
        var second = await Client.ReadAsync(first.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.StartsWith("Subscriptions 1 to 50 of ", first.Page.QuerySelector("#pending")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Subscriptions 51 to ", second.Page.QuerySelector("#pending")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/ui/approvals?page=1", second.Page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("0001", "maybe", "", 400)]
    [InlineData("0001", "reject", "two\nlines", 400)]
    [InlineData("none", "approve", "", 404)]
    public async Task An_invalid_decision_is_refused(string application, string decision, string reason, int status)
    {
        var token = (await Client.ReadAsync("/ui/approvals")).Page.QuerySelector("input[type=hidden]")!;
        var answer = await Client.PostAsync(
            $"/ui/approvals/{application}/orders/gold",
            [
                new(token.GetAttribute("name")!, token.GetAttribute("value")!), new("decision", decision), new("reason", reason),
            ]);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_key_with_a_label_can_not_decide()
    {
        await fixture.AddAsync(DateTime.UnixEpoch, "0004");
        using var team = await fixture.Host.OpenAsync(OperatorHost.TeamKey);
        var overview = await team.ReadAsync("/ui");
        var token = overview.Page.QuerySelector("input[type=hidden]")!;
        var form = await team.PostAsync(
            "/ui/approvals/0004/orders/gold",
            [new(token.GetAttribute("name")!, token.GetAttribute("value")!), new("decision", "approve")]);

        Assert.Empty(overview.Page.QuerySelectorAll("a[href='/ui/approvals']"));
        Assert.Equal((403, 403), ((await team.GetAsync("/ui/approvals")).Status, form.Status));
        await fixture.InTablesAsync(context => Assert.Equal(
            SubscriptionState.Pending, context.Subscriptions.Single(row => row.Application == "0004").State));
    }

    private static AngleSharp.Dom.IElement RowOf(OperatorAnswer list, string application)
        => list.Page.QuerySelectorAll("tbody tr")
            .Single(row => row.QuerySelector("th")!.TextContent.StartsWith($"{application} ", StringComparison.Ordinal));

    private Task<OperatorAnswer> DecideAsync(OperatorAnswer list, string application, string decision, string reason = "")
        => Client.SubmitAsync(
            list, $"form[action$='/approvals/{application}/orders/gold']", ("decision", decision), ("reason", reason));

    private async Task<AuditRow> AuditAsync(string application)
    {
        var found = default(AuditRow);
        await fixture.InTablesAsync(context => found = context.Audit.Single(entry => entry.Application == application));
        return found!;
    }
}
