using System.Diagnostics;
using GatewayKit.Plugins.BotDetection;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.BotDetection;

public sealed class BotDetectionTests(BotDetectionTests.Fixture fixture) : IClassFixture<BotDetectionTests.Fixture>
{
    [Theory]
    [InlineData("curl/8.7.1")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("axios/1.7.2")]
    [InlineData("Go-http-client/2.0")]
    [InlineData("python-requests/2.32.3")]
    [InlineData("Java/21.0.2")]
    [InlineData("PostmanRuntime/7.39.0")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("kube-probe/1.31")]
    [InlineData("mynikto-like/1.0")]
    public async Task Ordinary_clients_have_access(string agent)
        => Assert.Equal(200, (await fixture.GetAsync("/scanners", ("User-Agent", agent))).Answer.Status);

    [Theory]
    [InlineData("/scanners", "sqlmap/1.8.4#stable (https://sqlmap.org)", 403)]
    [InlineData("/scanners", "SQLMAP", 403)]
    [InlineData("/scanners", "Mozilla/5.00 (Nikto/2.5.0) (Evasions:None) (Test:Port Check)", 403)]
    [InlineData("/scanners", "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)", 403)]
    [InlineData("/scanners", "Mozilla/5.0 zgrab/0.x", 403)]
    [InlineData("/own", "sqlmap/1.8.4", 200)]
    [InlineData("/own", "GPTBot/1.2", 403)]
    [InlineData("/own", "gptbot/1.2", 403)]
    [InlineData("/own", "GPTBot/1.2 (our-crawler)", 200)]
    [InlineData("/own", "Mozilla/5.0", 200)]
    public async Task The_patterns_decide_and_allow_wins(string path, string agent, int status)
    {
        var (answer, isForwarded) = await fixture.GetAsync(path, ("User-Agent", agent));

        Assert.Equal((status, status == 200), (answer.Status, isForwarded));
    }

    [Theory]
    [InlineData("/own", 200)]
    [InlineData("/missing", 403)]
    public async Task A_missing_or_empty_user_agent_is_refused_where_the_options_say_so(string path, int status)
    {
        Assert.Equal(status, (await fixture.GetAsync(path)).Answer.Status);
        Assert.StartsWith($"HTTP/1.1 {status} ",
            await fixture.Host.SendRawAsync($"GET {path} HTTP/1.1", "User-Agent:"), StringComparison.Ordinal);
        Assert.StartsWith($"HTTP/1.1 {status} ",
            await fixture.Host.SendRawAsync($"GET {path} HTTP/1.1", "User-Agent:", "User-Agent: "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_of_a_repeated_header_counts()
    {
        Assert.StartsWith("HTTP/1.1 403 ", await fixture.Host.SendRawAsync(
            "GET /own HTTP/1.1", "User-Agent: Mozilla/5.0", "User-Agent: GPTBot"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await fixture.Host.SendRawAsync(
            "GET /own HTTP/1.1", "User-Agent: our-crawler", "User-Agent: GPTBot"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_user_agent_can_not_make_a_pattern_slow()
    {
        var plugin = new BotDetectionPlugin(new BotDetectionOptions { Deny = ["(a+)+$", "(a|a)*b$"] });
        var context = new FakeContext();
        context.Http.Request.Headers.UserAgent = new string('a', 30_000) + "!";
        var watch = Stopwatch.StartNew();

        plugin.OnRequestAsync(context).Now();

        // With backtracking, this would take longer than the age of the universe.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var plugin = new BotDetectionPlugin(new BotDetectionOptions { Deny = ["gptbot"], Allow = ["our-crawler"], DenyMissing = true });
        var context = new FakeContext();
        context.Http.Request.Headers.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        plugin.OnRequestAsync(context).Now();

        Assert.Equal(0, AllocatedBytes.Of(() => Assert.Null(plugin.OnRequestAsync(context).Now().Response)));
    }

    [Theory]
    [InlineData("scanners: false", "options never deny a request; set 'deny', 'scanners' or 'denyMissing'.")]
    [InlineData("deny: ['(']", "options.deny[0] is '('; the regular expression isn't valid:")]
    [InlineData("allow: ['a(?=b)']", "options.allow[0] is 'a(?=b)'; the regular expression has lookaround or back references")]
    [InlineData("deny: ['']", "options.deny[0] is ''; it must have 1 to 1000 characters.")]
    [InlineData("deny: [bot, '.*']", "options.deny[1] is '.*'; it matches every user agent, even an empty one.")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(bot-detection): {error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: bot-detection, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    public sealed class Fixture() : RouteHost("""
        routes:
          scanners: { clusterId: up, match: { path: /scanners }, plugins: [ { name: bot-detection } ] }
          own: { clusterId: up, match: { path: /own }, plugins: [ { name: bot-detection, options: { deny: [GPTBot, "^Bad/"], allow: [our-crawler], scanners: false } } ] }
          missing: { clusterId: up, match: { path: /missing }, plugins: [ { name: bot-detection, options: { denyMissing: true } } ] }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """);
}
