using GatewayKit.Plugins.Acl;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Acl;

public sealed class AclTests(AclTests.Fixture fixture) : IClassFixture<AclTests.Fixture>
{
    [Theory]
    [InlineData("/staff", "staff-key", 200)]
    [InlineData("/staff", "both-key", 403)]
    [InlineData("/staff", "guest-key", 403)]
    [InlineData("/staff", "bare-key", 403)]
    [InlineData("/open", "staff-key", 200)]
    [InlineData("/open", "bare-key", 200)]
    [InlineData("/open", "both-key", 403)]
    [InlineData("/open", "intern-key", 403)]
    public async Task The_groups_of_the_caller_decide_and_deny_wins(string path, string key, int status)
    {
        var (answer, isForwarded) = await fixture.GetAsync(path, ("X-Api-Key", key));

        Assert.Equal((status, status == 200), (answer.Status, isForwarded));
        Assert.Null(answer.Header("WWW-Authenticate"));
        Assert.Equal(status == 403, answer.Body.Contains("The groups of the caller don't have access", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/staff")]
    [InlineData("/open")]
    public async Task Missing_and_wrong_credentials_are_a_401_before_the_groups_are_looked_at(string path)
    {
        Assert.Equal((401, false), Of(await fixture.GetAsync(path)));
        Assert.Equal((401, false), Of(await fixture.GetAsync(path, ("X-Api-Key", "wrong"))));
        Assert.Equal((401, false), Of(await fixture.GetAsync(path, ("X-Api-Key", "staff-key"), ("X-Api-Key", "staff-key"))));
    }

    [Theory]
    [InlineData("/unidentified")]
    [InlineData("/unidentified-deny")]
    [InlineData("/early")]
    public async Task A_caller_who_is_not_identified_never_has_access(string path)
    {
        var (answer, isForwarded) = await fixture.GetAsync(
            path, ("X-Api-Key", "staff-key"), ("X-Consumer-Name", "sam"), ("X-Consumer-Groups", "staff"));

        Assert.Equal((403, false), (answer.Status, isForwarded));
        Assert.Contains("Only identified callers have access", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_needed_no_credentials_is_not_identified()
    {
        var before = fixture.Host.Upstream.Requests.Count;
        var answer = await fixture.Host.SendAsync(
            HttpMethod.Options, "/preflight", ("Origin", "https://a.example"), ("Access-Control-Request-Method", "PUT"));

        Assert.Equal((403, before), (answer.Status, fixture.Host.Upstream.Requests.Count));
    }

    [Theory]
    [InlineData("//staff")]
    [InlineData("/%73taff")]
    [InlineData("/STAFF")]
    [InlineData("/staff/")]
    [InlineData("/open/../staff")]
    [InlineData("/open/%2e%2e/staff")]
    [InlineData("/staff;a=b")]
    public async Task No_spelling_of_the_path_gets_around_the_groups(string target)
    {
        var (answer, isForwarded) = await fixture.GetAsync(target, ("X-Api-Key", "guest-key"));

        Assert.False(isForwarded);
        Assert.Contains(answer.Status, (int[])[400, 403, 404]);
    }

    [Fact]
    public void A_route_that_rejects_every_request_is_warned_of()
    {
        var warnings = fixture.Host.Logs.Lines
            .Where(line => line.Contains("'acl' rejects every request", StringComparison.Ordinal)).ToArray();

        Assert.Equal(["denying", "early", "unidentified"],
            new[] { "denying", "early", "unidentified", "staff", "open", "preflight" }.Where(
                route => warnings.Any(line => line.Contains($"routes.{route}: ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_consumers_own_entry_replaces_the_routes()
        => Assert.Equal((200, true), Of(await fixture.GetAsync("/staff", ("X-Api-Key", "own-key"))));

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var plugin = new AclPlugin(new AclOptions { Allow = ["staff"], Deny = ["interns"] });
        var allowed = new FakeContext(consumer: new Consumer("sam", ["other", "STAFF"]));
        var denied = new FakeContext(consumer: new Consumer("ian", ["staff", "interns"]));

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            Assert.Null(plugin.OnRequestAsync(allowed).Now().Response);
            Assert.NotNull(plugin.OnRequestAsync(denied).Now().Response);
        }));
    }

    [Theory]
    [InlineData("", "options must list groups in 'allow' or 'deny'; without them, no rule applies.")]
    [InlineData("allow: [a, '']", "options.allow[1] is ''; it must be the name of a group, without commas and without spaces around it.")]
    [InlineData("deny: ['a,b']", "options.deny[0] is 'a,b'; it must be the name of a group, without commas and without spaces around it.")]
    [InlineData("alow: [a]", "options.alow is unknown. Did you mean 'allow'?")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.Contains(await PluginGateway.ErrorsOfAsync($"{{ name: acl, options: {{ {options} }} }}"),
            message => message.StartsWith($"(acl): {error}", StringComparison.Ordinal));

    [Fact]
    public void A_group_in_both_lists_is_warned_of()
    {
        var warning = Assert.Single(new AclOptions { Allow = ["a", "B"], Deny = ["b"] }.Validate());

        Assert.Equal(("allow[1]", true), (warning.Option, warning.IsWarning));
    }

    private static (int, bool) Of((Answer Answer, bool IsForwarded) result) => (result.Answer.Status, result.IsForwarded);

    public sealed class Fixture() : RouteHost("""
        routes:
          staff: { clusterId: up, match: { path: /staff }, plugins: [ { name: key-auth }, { name: acl, options: { allow: [Staff], deny: [interns] } } ] }
          open: { clusterId: up, match: { path: /open }, plugins: [ { name: key-auth }, { name: acl, options: { deny: [interns] } } ] }
          unidentified: { clusterId: up, match: { path: /unidentified }, plugins: [ { name: acl, options: { allow: [staff] } } ] }
          denying: { clusterId: up, match: { path: /unidentified-deny }, plugins: [ { name: acl, options: { deny: [interns] } } ] }
          early: { clusterId: up, match: { path: /early }, plugins: [ { name: key-auth }, { name: acl, id: early, stage: edge, options: { allow: [staff] } } ] }
          preflight:
            clusterId: up
            match: { path: /preflight }
            plugins: [ { name: key-auth, options: { allowPreflight: true } }, { name: acl, options: { deny: [interns] } } ]
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        groups: { staff: {}, interns: {}, guests: {} }
        consumers:
          sam: { groups: [staff], credentials: { key-auth: [ { key: staff-key } ] } }
          kim: { groups: [STAFF, Interns], credentials: { key-auth: [ { key: both-key } ] } }
          ian: { groups: [interns], credentials: { key-auth: [ { key: intern-key } ] } }
          gus: { groups: [guests], credentials: { key-auth: [ { key: guest-key } ] } }
          ben: { credentials: { key-auth: [ { key: bare-key } ] } }
          own:
            groups: [guests]
            credentials: { key-auth: [ { key: own-key } ] }
            plugins: [ { name: acl, options: { allow: [guests] } } ]
        """);
}
