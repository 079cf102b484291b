using System.Collections.Immutable;
using AngleSharp.Html.Dom;
using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Limits;

public sealed class SubscriptionLimitTests
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_now);
    private readonly PortalAccountOptions _options = new();

    [Fact]
    public async Task A_plan_without_approval_is_for_one_application_of_a_developer()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.ApplicationsPerPlan = 1);
        var browser = await host.RegisterAsync("two@example.com");
        await browser.SubmitAsync(await CreateAsync(browser), "/subscriptions", ("plan", "hello/free"));
        var first = browser.Path;

        var page = await browser.SubmitAsync(await CreateAsync(browser), "/subscriptions", ("plan", "hello/free"));
        Assert.StartsWith("You can have this plan for one application", NoticeOf(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("#subscriptions tr"));
        var second = browser.Path;
        await browser.SubmitAsync(await browser.OpenAsync(first), "/cancel");

        page = await browser.SubmitAsync(await browser.OpenAsync(second), "/subscriptions", ("plan", "hello/free"));

        Assert.Equal("The subscription is active.", NoticeOf(page));
    }

    [Fact]
    public async Task A_limited_number_of_subscriptions_waits_for_an_owner()
    {
        await using var host = await AccountHost.StartAsync(accounts => accounts.Limits.PendingPerApi = 1);
        var browser = await host.RegisterAsync("asks@example.com");
        var first = await browser.SubmitAsync(await CreateAsync(browser), "/subscriptions", ("plan", "hello/gold"));

        var page = await browser.SubmitAsync(await CreateAsync(browser), "/subscriptions", ("plan", "hello/gold"));
        Assert.StartsWith("The maximum number of your subscriptions", NoticeOf(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("#subscriptions tr"));
        var second = browser.Path;
        await browser.SubmitAsync(first, "/cancel");

        page = await browser.SubmitAsync(await browser.OpenAsync(second), "/subscriptions", ("plan", "hello/gold"));

        Assert.StartsWith("The owner of the API decides", NoticeOf(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task A_rejected_subscription_is_not_requested_again_for_a_day(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var context = await store.OpenAsync();
        var application = await AddAsync(context, Guid.NewGuid(), ("orders", "gold", SubscriptionState.Rejected));

        _time.Advance(TimeSpan.FromHours(23));
        Assert.EndsWith("again from 2026-12-03 00:00:00 (UTC).", await FindReasonAsync(context, application, "orders", "gold"),
            StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Null(await FindReasonAsync(context, application, "orders", "gold"));
    }

    [Fact]
    public async Task Plans_with_the_same_group_count_together()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        await using var context = await store.OpenAsync();
        var owner = Guid.NewGuid();
        var first = await AddAsync(context, owner, ("orders", "free", SubscriptionState.Active));
        var second = await AddAsync(context, owner);
        var other = await AddAsync(context, Guid.NewGuid());

        _options.Limits.ApplicationsPerPlan = 1;
        Assert.NotNull(await FindReasonAsync(context, second, "users", "trial"));
        Assert.Null(await FindReasonAsync(context, second, "orders", "basic"));
        Assert.Null(await FindReasonAsync(context, first, "users", "trial"));
        Assert.Null(await FindReasonAsync(context, other, "orders", "free"));
        _options.Limits.ApplicationsPerPlan = 2;
        Assert.Null(await FindReasonAsync(context, second, "users", "trial"));
    }

    [Fact]
    public async Task Subscriptions_that_wait_for_other_owners_or_are_decided_do_not_count()
    {
        await using var store = await TestStore.CreateAsync(TestStore.Sqlite);
        await using var context = await store.OpenAsync();
        var owner = Guid.NewGuid();
        _options.Limits.PendingPerApi = 1;
        await AddAsync(context, owner, ("users", "gold", SubscriptionState.Pending), ("orders", "gold", SubscriptionState.Active));
        var application = await AddAsync(context, owner);

        Assert.Null(await FindReasonAsync(context, application, "orders", "gold"));
        Assert.NotNull(await FindReasonAsync(context, application, "users", "gold"));
    }

    private Task<string?> FindReasonAsync(PortalContext context, ApplicationRow application, string api, string plan)
    {
        var content = Content();
        return new SubscriptionLimits(context, _options, _time).FindReasonAsync(
            application, new PlanChoice(content.Apis.Single(entry => entry.Id == api), plan, content.Plans[plan]), default);
    }

    private static PortalContent Content() => new(
        "APIs", null, [.. new[] { "orders", "users" }.Select(id => new ApiEntry(id, new PortalApi { Versions = [] }, []))], [])
    {
        Plans = new Dictionary<string, PortalPlan>
        {
            ["free"] = Plan("Everybody", PortalApproval.Automatic),
            ["trial"] = Plan("everybody", PortalApproval.Automatic),
            ["basic"] = Plan("basic", PortalApproval.Automatic),
            ["gold"] = Plan("gold", PortalApproval.Owner),
        },
    };

    private static PortalPlan Plan(string group, PortalApproval approval)
        => new() { Group = group, Apis = ImmutableArray.Create("orders", "users"), Approval = approval };

    private static async Task<ApplicationRow> AddAsync(
        PortalContext context, Guid owner, params (string Api, string Plan, SubscriptionState State)[] subscriptions)
    {
        var application = new ApplicationRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Owner = owner,
            Name = "Shop",
            Created = s_now.UtcDateTime,
        };
        if (await context.Developers.FindAsync(owner) is null)
            context.Developers.Add(new Developer { Id = owner, UserName = $"{owner}" });
        context.Applications.Add(application);
        context.Subscriptions.AddRange(subscriptions.Select(subscription => new SubscriptionRow
        {
            Application = application.Id,
            Api = subscription.Api,
            Plan = subscription.Plan,
            State = subscription.State,
            Group = subscription.State == SubscriptionState.Active ? Content().Plans[subscription.Plan].Group : "",
            Changed = s_now.UtcDateTime,
        }));
        await context.SaveChangesAsync();
        return application;
    }

    private static async Task<IHtmlDocument> CreateAsync(Browser browser)
        => await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));

    private static string NoticeOf(IHtmlDocument page) => page.QuerySelector("[role=status]")!.TextContent;
}
