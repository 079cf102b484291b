using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Portal.Database;
using GatewayKit.Statistics;
using GatewayKit.Store;
using GatewayKit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A gateway with key-auth, a store in SQLite, and a portal with accounts at <c>/dev</c>.</summary>
internal sealed partial class AccountHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    public const string Owner = "shop@example.com";

    public const string Administrator = "operator@example.com";

    public const string Configuration = """
        routes:
          hello: { clusterId: up, match: { path: /hello }, plugins: [ { name: key-auth } ] }
          orders:
            clusterId: up
            match: { path: "/shop/{**rest}" }
            transforms: [ { pathRemovePrefix: /shop } ]
            plugins: [ { name: key-auth } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        groups: { free: { plugins: [ { name: rate-limit, options: { limit: 1000, window: 1h } } ] }, gold: {}, staff: {} }
        portal:
          tryIt: true
          plans:
            free: { title: Free, group: free, apis: [hello] }
            gold: { title: "<img src=x onerror=alert(1)>", group: gold, apis: [hello], approval: owner }
          apis:
            partners:
              visibility: { groups: [partners] }
              versions: [ { version: v1, routes: [orders], document: "{folder}/orders.yaml" } ]
            inside: { visibility: signed-in, versions: [ { version: v1 } ] }
            hello:
              title: Hello
              owner: { name: Shop, email: shop@example.com, group: shop-owners }
              visibility: signed-in
              versions: [ { version: v1, routes: [hello] } ]
        """;

    private readonly List<Browser> _browsers = [];
    private readonly SmtpServer _mail;
    private readonly string _folder;

    private AccountHost(PortalHost portal, SmtpServer mail, string folder) => (Portal, _mail, _folder) = (portal, mail, folder);

    public PortalHost Portal { get; }

    public IGatewayStore Store => Portal.Gateway.Services.GetRequiredService<IGatewayStore>();

    /// <summary>The file of the store in SQLite.</summary>
    public string Database => Path.Combine(_folder, "gateway.db");

    public static async Task<AccountHost> StartAsync(
        Action<PortalAccountOptions>? configure = null, string? store = null, Action<IServiceCollection>? extend = null,
        string? configuration = null, Action<GatewayTestSetup>? setUp = null)
    {
        var mail = new SmtpServer();
        var folder = Directory.CreateTempSubdirectory("gatewaykit-accounts-").FullName;
        var portal = await PortalHost.StartAsync(configuration ?? Configuration, setup =>
        {
            setup.WithPlugin<KeyAuthPlugin>().WithPlugin<RateLimitPlugin>().WithGateway(gateway =>
            {
                gateway.UseStore(
                    store ?? Path.Combine(folder, "gateway.db"), options => options.Timeout = TimeSpan.FromMinutes(1));
                gateway.Services.AddGatewayKitPortalAccounts(accounts =>
                {
                    accounts.Address = "https://portal.example/dev";
                    accounts.AttemptsPerMinute = 100_000;
                    accounts.HashIterations = 1000;
                    accounts.AnswerStep = TimeSpan.FromMilliseconds(1);
                    accounts.Administrators.Add(Administrator);
                    Unlimit(accounts.Limits);
                    accounts.Smtp = new PortalSmtpOptions
                    {
                        Host = "127.0.0.1",
                        Port = mail.Port,
                        From = "Portal <portal@example.com>",
                        RequireTls = false,
                    };
                    configure?.Invoke(accounts);
                });
                extend?.Invoke(gateway.Services);
            });
            setUp?.Invoke(setup);
        });
        return new AccountHost(portal, mail, folder);
    }

    public Browser Open()
    {
        var browser = new Browser(Portal.Gateway.Address);
        _browsers.Add(browser);
        return browser;
    }

    /// <summary>Registers a developer, confirms the address, and returns the browser, which is then signed in.</summary>
    public async Task<Browser> RegisterAsync(string email, string name = "Dev")
    {
        var browser = Open();
        await RegisterAsync(browser, email, name);
        var page = await browser.OpenAsync(await LinkAsync(email));
        await browser.SubmitAsync(page, "/account/confirm", ("password", Password));
        Assert.Equal("/dev/applications", browser.Path);
        return browser;
    }

    public static async Task<IHtmlDocument> RegisterAsync(Browser browser, string email, string name = "Dev", string password = Password)
        => await browser.SubmitAsync(
            await browser.OpenAsync("/dev/account/register"), "/account/register",
            ("name", name), ("email", email), ("password", password));

    public static async Task<IHtmlDocument> SignInAsync(
        Browser browser, string email, string password = Password, string path = "/dev/account/sign-in")
        => await browser.SubmitAsync(await browser.OpenAsync(path), "/account/sign-in", ("email", email), ("password", password));

    /// <summary>Returns the browser of the owner of the API, whose account the first test creates.</summary>
    public Task<Browser> OwnerAsync() => KnownAsync(Owner);

    /// <summary>Returns the browser of an administrator, whose account the first test creates.</summary>
    public Task<Browser> AdministratorAsync() => KnownAsync(Administrator);

    /// <summary>Returns a browser with the session of a browser at another node.</summary>
    public Browser OpenAs(Browser other)
    {
        var browser = Open();
        foreach (var (name, value) in other.Cookies)
            browser.Cookies[name] = value;
        return browser;
    }

    /// <summary>Creates an application and a key, which is returned with the path of the application.</summary>
    public static async Task<(string Path, string Key)> IssueAsync(Browser browser, string name = "Shop")
    {
        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", name));
        page = await browser.SubmitAsync(page, "/keys", ("days", "30"));
        return (browser.Path, page.QuerySelector("#new-key")!.TextContent);
    }

    /// <summary>Returns the text of the next message to an address.</summary>
    public async Task<string> MessageAsync(string email) => (await _mail.NextAsync(email)).TextBody!;

    /// <summary>Returns the path of the link in the next message to an address that has one.</summary>
    public async Task<string> LinkAsync(string email)
    {
        while (true)
        {
            if (LinkPattern().Match(await MessageAsync(email)) is { Success: true } link)
                return link.Value.Replace("https://portal.example", "", StringComparison.Ordinal);
        }
    }

    /// <summary>Reads or changes the tables of the portal.</summary>
    public async Task InTablesAsync(Func<PortalContext, Task> step)
    {
        var options = new DbContextOptionsBuilder<PortalContext>();
        Portal.Gateway.Services.GetRequiredService<PortalDatabase>().Configure(options);
        await using var context = new PortalContext(options.Options);
        await step(context);
    }

    /// <summary>Waits until the gateway answers a request with a key with a status.</summary>
    public Task AnswersAsync(HttpStatusCode status, string key) => RespondsAsync("/hello", status, ("X-Api-Key", key));

    /// <summary>Waits until the gateway answers a request with a status.</summary>
    public async Task RespondsAsync(string path, HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        using var end = new CancellationTokenSource(PortalHost.Patience);
        while (true)
        {
            using var response = await Portal.GetAsync(path, headers);
            if (response.StatusCode == status)
                return;
            await Task.Delay(20, end.Token);
        }
    }

    /// <summary>Waits until the statistics have requests: they are counted after their clients have the responses.</summary>
    /// <param name="requests">The number of requests.</param>
    /// <param name="route">The route of the requests; null for all.</param>
    /// <param name="application">The path of the application that has sent the requests; null for all.</param>
    public async Task CountedAsync(int requests, string? route = null, string? application = null)
    {
        using var end = new CancellationTokenSource(PortalHost.Patience);
        var statistics = Portal.Gateway.Services.GetRequiredService<IGatewayStatistics>();
        var query = new StatisticsQuery
        {
            From = DateTimeOffset.UtcNow.AddHours(-2),
            To = DateTimeOffset.UtcNow.AddHours(2),
            Route = route,
            Consumer = application is null ? null : ConsumerOf(application).Id,
            Interval = StatisticsInterval.Total,
        };
        while (true)
        {
            await statistics.FlushAsync(end.Token);
            if ((await statistics.QueryAsync(query, end.Token)).Points.Sum(point => point.Count) >= requests)
                return;
            await Task.Delay(20, end.Token);
        }
    }

    /// <summary>Waits until the statistics count the operations of certain routes.</summary>
    public async Task CountsOperationsAsync(Func<IReadOnlyDictionary<string, UsageOperations[]>, bool> areExpected)
    {
        using var end = new CancellationTokenSource(PortalHost.Patience);
        var usage = Portal.Gateway.Services.GetRequiredService<UsageCollector>();
        while (usage.Operations is not { } operations || !areExpected(operations))
            await Task.Delay(20, end.Token);
    }

    /// <summary>Returns the consumer of the application at a path; null if the store doesn't have it.</summary>
    public async Task<StoreEntry?> ConsumerAsync(string path) => (await Store.ReadAsync()).Find(ConsumerOf(path));

    /// <summary>Returns the groups of the application at a path.</summary>
    public async Task<string[]> GroupsAsync(string path)
        => [.. ((JsonNode.Parse((await ConsumerAsync(path))!.Content)!["groups"] as JsonArray) ?? [])
            .Select(group => group!.GetValue<string>())];

    /// <summary>Writes an entry as an operator does.</summary>
    public Task WriteAsync(string key, string content) => WriteAsync(new StoreChange { Key = EntryKey.Parse(key), Content = content });

    /// <summary>Changes the consumer of the application at a path as an operator does.</summary>
    public Task OperateAsync(string path, Func<StoreChange, StoreChange> change)
        => WriteAsync(change(new StoreChange { Key = ConsumerOf(path) }));

    /// <summary>Returns the id of the application at a path.</summary>
    public static string IdOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Creates an application, and returns its page.</summary>
    public static async Task<IHtmlDocument> CreateAsync(Browser browser)
        => await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();

        // Otherwise the store could still write into its folder while that is deleted.
        await Portal.Gateway.StopAsync().WaitAsync(PortalHost.Patience);
        await Portal.DisposeAsync();
        await _mail.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static EntryKey ConsumerOf(string path) => new(EntryKinds.Consumers, $"app-{IdOf(path)}");

    private async Task WriteAsync(StoreChange change)
    {
        var content = await Store.ReadAsync();
        var result = await Store.ApplyAsync(new StoreChangeSet
        {
            BasedOn = content.Revision,
            Author = "operator",
            Changes = [change],
        });
        Assert.Empty(result.Errors);
    }

    private async Task<Browser> KnownAsync(string email)
    {
        var browser = Open();
        await SignInAsync(browser, email);
        return browser.Cookies.ContainsKey("gatewaykit-portal") ? browser : await RegisterAsync(email);
    }

    /// <summary>Sets limits that tests don't reach, however many share a host.</summary>
    private static void Unlimit(PortalAccountLimits limits)
    {
        limits.FormsPerMinute = limits.FormsPerHour = limits.TotalFormsPerMinute = limits.UsagePagesPerMinute = 100_000;
        limits.TotalAttemptsPerMinute = limits.PasswordsAtOnce = 100_000;
        limits.ApplicationsPerDay = limits.KeysPerDay = 100_000;
        limits.PendingPerApi = limits.ApplicationsPerPlan = 100_000;
        limits.RequestAgainAfter = TimeSpan.Zero;
    }

    [GeneratedRegex(@"https://portal\.example/dev/account/\S+\?\S+")]
    private static partial Regex LinkPattern();
}
