using GatewayKit.Plugins.Anonymous;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Anonymous;

public sealed class AnonymousTests(AnonymousTests.Fixture fixture) : IClassFixture<AnonymousTests.Fixture>
{
    private const string Anonymous = "{ name: anonymous, options: { consumer: guest } }";

    [Theory]
    [InlineData("/any", "guest", "visitors")]
    [InlineData("/alone", "nobody", "public,web")]
    [InlineData("/configured", "Known", "visitors")]
    public async Task A_request_without_credentials_is_the_named_consumers(string path, string name, string groups)
    {
        var (answer, _) = await fixture.GetAsync(path, ("X-Consumer-Name", "admin"), ("X-Consumer-Groups", "staff"));

        Assert.Equal(200, answer.Status);
        Assert.Equal((name, groups), CallerOfLast());
    }

    [Theory]
    [InlineData("X-Api-Key: alice-key", 200, "alice")]
    [InlineData("X-Other: bob-key", 200, "bob")]
    [InlineData("X-Api-Key: wrong", 401, null)]
    [InlineData("X-Other: wrong", 401, null)]
    [InlineData("X-Api-Key:", 401, null)]
    [InlineData("X-Api-Key: alice-key\r\nX-Api-Key: alice-key", 401, null)]
    [InlineData("X-Api-Key: wrong\r\nX-Other: bob-key", 401, null)]
    [InlineData("Authorization: Bearer unknown", 200, "guest")]
    public async Task Credentials_decide_first_and_rejected_ones_are_never_anonymous(string headers, int status, string? consumer)
    {
        var before = fixture.Host.Upstream.Requests.Count;

        var response = await fixture.Host.SendRawAsync("GET /any HTTP/1.1", headers);

        Assert.StartsWith($"HTTP/1.1 {status} ", response, StringComparison.Ordinal);
        Assert.Equal(status == 200 ? 1 : 0, fixture.Host.Upstream.Requests.Count - before);
        if (consumer is not null)
            Assert.Equal(consumer, CallerOfLast().Name);
    }

    [Fact]
    public async Task Plugins_of_the_consumer_and_of_its_groups_apply()
    {
        Assert.Equal("yes", (await fixture.GetAsync("/any")).Answer.Header("X-Guest"));
        Assert.Equal(403, (await fixture.GetAsync("/members")).Answer.Status);
        Assert.Equal(200, (await fixture.GetAsync("/members", ("X-Api-Key", "alice-key"))).Answer.Status);
    }

    [Theory]
    [InlineData("{ name: key-auth }, " + Anonymous, "all",
        "its plugin 'anonymous' accepts every caller, but with 'authentication: all', 'key-auth' must find credentials, too. "
            + "Set 'authentication: any'.")]
    [InlineData(Anonymous + ", { name: key-auth }", "any",
        "its plugin 'anonymous' accepts every caller, so that 'key-auth' would never look for credentials. List 'anonymous' after it.")]
    [InlineData(Anonymous + ", { name: anonymous, id: again, options: { consumer: other } }", "any",
        "its plugin 'anonymous' accepts every caller, so that 'anonymous' would never look for credentials. List 'anonymous' after it.")]
    public async Task A_place_where_it_would_hide_credentials_is_an_error(string plugins, string authentication, string error)
    {
        var yaml = $"routes: {{ one: {{ authentication: {authentication}, match: {{ path: / }}, "
            + $"plugins: [ {plugins}, {{ name: mock }} ] }} }}";

        var refused = await Assert.ThrowsAsync<Configuration.GatewayConfigException>(() => PluginGateway.StartAsync(yaml));

        Assert.Equal($"routes.one: {error}", Assert.Single(refused.Errors).Text);
    }

    [Theory]
    [InlineData("consumer: ''", "options.consumer is ''; it must have 1 to 256 characters.")]
    [InlineData("consumer: ' x'", "options.consumer is ' x'; it must be a name without spaces around it.")]
    [InlineData("consumer: x, groups: ['a,b']",
        "options.groups[0] is 'a,b'; it must be the name of a group, without commas and without spaces around it.")]
    [InlineData("consumer: x, groups: [a]", "options.groups is set, but the consumer 'x' is configured; set its groups there.")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.Contains($"(anonymous): {error}",
            await PluginGateway.ErrorsOfAsync($"{{ name: anonymous, options: {{ {options} }} }}", "consumers: { x: {} }"));

    [Fact]
    public void Identifying_allocates_nothing()
    {
        var plugin = new AnonymousPlugin(new AnonymousOptions { Consumer = "guest", Groups = ["a"] }, new NoConsumers());
        var context = new FakeContext();

        Assert.Equal(AuthenticationOutcome.Authenticated, plugin.AuthenticateAsync(context).Now().Outcome);
        Assert.Equal(0, AllocatedBytes.Of(() => plugin.AuthenticateAsync(context).Now()));
    }

    private (string? Name, string? Groups) CallerOfLast()
    {
        var last = fixture.Host.Upstream.Requests.Last();
        return (last.Header("X-Consumer-Name"), last.Header("X-Consumer-Groups"));
    }

    private sealed class NoConsumers : IConsumerDirectory
    {
        public bool TryFind<TCredential>(
            in CredentialKey key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CredentialMatch<TCredential>? match)
            where TCredential : class, IConsumerCredential
        {
            match = null;
            return false;
        }

        public IEnumerable<CredentialMatch<TCredential>> All<TCredential>()
            where TCredential : class, IConsumerCredential => [];

        public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Consumer? consumer)
        {
            consumer = null;
            return false;
        }
    }

    public sealed class Fixture() : RouteHost($$"""
        routes:
          any:
            clusterId: up
            authentication: any
            match: { path: /any }
            plugins: [ { name: key-auth }, { name: key-auth, id: other, options: { headers: [X-Other] } }, {{Anonymous}} ]
          alone: { clusterId: up, match: { path: /alone }, plugins: [ { name: anonymous, options: { consumer: nobody, groups: [public, web] } } ] }
          configured: { clusterId: up, match: { path: /configured }, plugins: [ { name: anonymous, options: { consumer: Known } } ] }
          members:
            clusterId: up
            authentication: any
            match: { path: /members }
            plugins: [ { name: key-auth }, {{Anonymous}}, { name: acl, options: { deny: [visitors] } } ]
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        groups: { visitors: {} }
        consumers:
          guest: { groups: [visitors], plugins: [ { name: response-transform, options: { add: { headers: { X-Guest: yes } } } } ] }
          Known: { groups: [visitors] }
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          bob: { credentials: { key-auth: [ { key: bob-key } ] } }
        """);
}
