using System.Net;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Administration;

/// <summary>Operators who change the consumers of applications in the store.</summary>
[Collection(SharedAccounts.Name)]
public sealed class OperatorTests(AccountFixture fixture)
{
    private AccountHost Host => fixture.Host;

    [Fact]
    public async Task A_consumer_that_an_operator_has_deleted_is_not_created_again()
    {
        var browser = await Host.RegisterAsync("removed@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        var page = await browser.OpenAsync(path);
        await Host.OperateAsync(path, change => change);

        var answer = await browser.SubmitAsync(page, "/keys", ("days", ""));
        Assert.Contains("An operator has removed", answer.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));

        Assert.Null(await Host.ConsumerAsync(path));
        await Host.AnswersAsync(HttpStatusCode.Unauthorized, key);
    }

    [Fact]
    public async Task Labels_of_operators_stay()
    {
        var browser = await Host.RegisterAsync("labels@example.com");
        var page = await AccountHost.CreateAsync(browser);
        var path = browser.Path;
        await Host.OperateAsync(path, change => change with
        {
            Content = "{}",
            Labels = new Dictionary<string, string> { ["portal"] = "application", ["team"] = "x" },
        });

        page = await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        await browser.SubmitAsync(page, "/cancel");

        Assert.Equal(["portal", "team"], (await Host.ConsumerAsync(path))!.Labels.Keys);
    }

    [Fact]
    public async Task A_consumer_that_an_operator_has_taken_over_gets_no_key()
    {
        var browser = await Host.RegisterAsync("taken@example.com");
        var page = await AccountHost.CreateAsync(browser);
        await Host.OperateAsync(
            browser.Path, change => change with { Content = "{}", Labels = new Dictionary<string, string> { ["team"] = "x" } });

        var answer = await browser.SubmitAsync(page, "/keys", ("days", ""));

        Assert.Contains("An operator manages", answer.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(answer.QuerySelector("#new-key"));
    }

    [Fact]
    public async Task Consumers_of_applications_that_do_not_exist_are_deleted()
    {
        const string Orphan = "/dev/applications/0123456789abcdef";
        await Host.OperateAsync(Orphan, change => change with
        {
            Content = "{}",
            Labels = new Dictionary<string, string> { ["portal"] = "application" },
        });

        await AccountHost.CreateAsync(await Host.RegisterAsync("sweeps@example.com"));

        Assert.Null(await Host.ConsumerAsync(Orphan));
    }
}
