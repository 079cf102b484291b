using System.Net;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Store;

namespace GatewayKit.Portal.Tests.Accounts;

/// <summary>Two nodes with one database, of which the second one waits before or after a change of the store.</summary>
public sealed class TwoNodeTests : IAsyncLifetime
{
    private readonly ObservedChanges _changes = new();

    private TestStore _store = null!;
    private AccountHost _first = null!;
    private AccountHost _second = null!;

    public async Task InitializeAsync()
    {
        _store = await TestStore.CreateAsync(TestStore.Sqlite);
        _first = await AccountHost.StartAsync(store: _store.Connection);
        _second = await AccountHost.StartAsync(store: _store.Connection, extend: services => ObservedStore.Use(services, _changes));
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task An_application_that_another_node_deletes_gets_no_key()
    {
        var browser = await _first.RegisterAsync("deletes@example.com");
        var (path, _) = await AccountHost.IssueAsync(browser);
        var page = await browser.OpenAsync(path);
        Once(after: true, () => browser.SubmitAsync(page, "/keys", ("days", "")));

        var other = _second.OpenAs(browser);
        await other.SubmitAsync(await other.OpenAsync(path), "/delete");

        Assert.Null(await _first.ConsumerAsync(path));
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task A_consumer_that_is_written_after_the_deletion_is_deleted()
    {
        var browser = await _first.RegisterAsync("late@example.com");
        var other = _second.OpenAs(browser);
        _changes.Before = _ => throw new StoreUnavailableException("crash", null);
        await AccountHost.CreateAsync(other);
        var path = (await browser.OpenAsync("/dev/applications")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var page = await browser.OpenAsync(path);
        Once(after: false, () => browser.SubmitAsync(page, "/delete"));

        var answer = await other.SubmitAsync(await other.OpenAsync(path), "/keys", ("days", ""));

        Assert.Null(answer.QuerySelector("#new-key"));
        Assert.Null(await _first.ConsumerAsync(path));
    }

    [Fact]
    public async Task An_approval_does_not_bring_a_deleted_application_back()
    {
        var (browser, owner) = (await _first.RegisterAsync("approved@example.com"), await _first.OwnerAsync());
        var page = await AccountHost.CreateAsync(browser);
        var path = browser.Path;
        await browser.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        var approvals = await owner.OpenAsync("/dev/approvals");
        Once(after: true, () => owner.SubmitAsync(approvals, "/hello/gold", ("decision", "approve")));

        var other = _second.OpenAs(browser);
        await other.SubmitAsync(await other.OpenAsync(path), "/delete");

        Assert.Equal(HttpStatusCode.NotFound, owner.Status);
        Assert.Null(await _first.ConsumerAsync(path));
    }

    [Fact]
    public async Task Keys_that_two_nodes_issue_at_the_same_time_do_not_exceed_the_limit()
    {
        var browser = await _first.RegisterAsync("nodes@example.com");
        var page = await AccountHost.CreateAsync(browser);
        var path = browser.Path;
        for (var i = 0; i < 9; i++)
            page = await browser.SubmitAsync(page, "/keys", ("days", ""));
        var other = _second.OpenAs(browser);
        var form = await other.OpenAsync(path);
        Once(after: false, () => browser.SubmitAsync(page, "/keys", ("days", "")));

        var answer = await other.SubmitAsync(form, "/keys", ("days", ""));

        Assert.Contains("up to 10 keys", answer.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(10, answer.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_deletion_that_was_interrupted_can_be_finished()
    {
        var browser = await _first.RegisterAsync("interrupted@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);
        await _first.AnswersAsync(HttpStatusCode.OK, key);
        var other = _second.OpenAs(browser);
        _changes.Before = _ => throw new StoreUnavailableException("crash", null);
        await other.SubmitAsync(await other.OpenAsync(path), "/delete");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, other.Status);
        var page = await browser.OpenAsync(path);
        Assert.Null(page.QuerySelector("form[action$='/keys']"));

        await browser.SubmitAsync(page, "/delete");

        await _first.AnswersAsync(HttpStatusCode.Unauthorized, key);
        Assert.Empty((await browser.OpenAsync("/dev/applications")).QuerySelectorAll("tbody tr"));
    }

    /// <summary>Lets the second node wait for a step at its next change.</summary>
    private void Once(bool after, Func<Task> step)
    {
        (_changes.Before, _changes.After) = (_ => Task.CompletedTask, _ => Task.CompletedTask);
        Func<StoreChangeSet, Task> run = async _ =>
        {
            (_changes.Before, _changes.After) = (_ => Task.CompletedTask, _ => Task.CompletedTask);
            await step().WaitAsync(PortalHost.Patience);
        };
        (_changes.Before, _changes.After) = after ? (_changes.Before, run) : (run, _changes.After);
    }
}
