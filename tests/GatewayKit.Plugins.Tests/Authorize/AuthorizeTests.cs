using System.Security.Claims;
using GatewayKit.Plugins.Authorize;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.Authorize;

public sealed class AuthorizeTests(AuthorizeTests.Fixture fixture) : IClassFixture<AuthorizeTests.Fixture>
{
    private const string Challenge = "Bearer error=\"insufficient_scope\", scope=\"orders.read orders.write\"";

    [Theory]
    [InlineData("a; scope=orders.read orders.write", 200)]
    [InlineData("a; scope=x orders.write orders.read y", 200)]
    [InlineData("a; scp=orders.read orders.write", 200)]
    [InlineData("a; scp=orders.read; scp=orders.write", 200)]
    [InlineData("a; scope=orders.read; scp=orders.write", 200)]
    [InlineData("a; http://schemas.microsoft.com/identity/claims/scope=orders.read orders.write", 200)]
    [InlineData("a; scope=orders.read", 403)]
    [InlineData("a; scope=orders.readorders.write", 403)]
    [InlineData("a; scope=ORDERS.READ orders.write", 403)]
    [InlineData("a; scope=orders.read,orders.write", 403)]
    [InlineData("a; scope=orders.read.all orders.write", 403)]
    [InlineData("a; scope=", 403)]
    [InlineData("a; scopes=orders.read orders.write", 403)]
    public async Task Every_scope_is_needed(string token, int status)
        => Assert.Equal((status, status == 200), StatusOf(await fixture.GetAsync("/all", ("X-Token", token))));

    [Theory]
    [InlineData("a; scope=b", 200)]
    [InlineData("a; scope=c a", 200)]
    [InlineData("a; scope=c", 403)]
    public async Task One_of_several_scopes_is_enough_where_the_options_say_so(string token, int status)
        => Assert.Equal((status, status == 200), StatusOf(await fixture.GetAsync("/any", ("X-Token", token))));

    [Theory]
    [InlineData("a; scope=orders.read", null, Challenge)]
    [InlineData("a; type=Bearer; x=y", null, Challenge)]
    [InlineData("a; type=DPoP; x=y", null, "DPoP error=\"insufficient_scope\", scope=\"orders.read orders.write\"")]
    [InlineData("a; x=y", "Bearer abc", Challenge)]
    [InlineData("a", "bearer abc", Challenge)]
    [InlineData("a; x=y", "Basic abc", null)]
    [InlineData("a", null, null)]
    public async Task Only_a_token_is_told_which_scopes_it_needs(string token, string? authorization, string? challenge)
    {
        (string, string)[] headers = authorization is null ? [("X-Token", token)] : [("X-Token", token), ("Authorization", authorization)];

        var (answer, isForwarded) = await fixture.GetAsync("/all", headers);

        Assert.Equal((403, false, challenge), (answer.Status, isForwarded, answer.Header("WWW-Authenticate")));
    }

    [Theory]
    [InlineData("a; dep=sales; level=3", 200)]
    [InlineData("a; dep=x; dep=support; LEVEL=3", 200)]
    [InlineData("a; dep=Sales; level=3", 403)]
    [InlineData("a; dep=sales", 403)]
    [InlineData("a; dep=sales; level=33", 403)]
    [InlineData("a", 403)]
    public async Task Every_claim_needs_one_of_its_values(string token, int status)
    {
        var (answer, isForwarded) = await fixture.GetAsync("/claims", ("X-Token", token));

        Assert.Equal((status, status == 200, null), (answer.Status, isForwarded, answer.Header("WWW-Authenticate")));
    }

    [Theory]
    [InlineData("/all")]
    [InlineData("/claims")]
    [InlineData("/policy")]
    [InlineData("/not-mallory")]
    public async Task A_caller_who_is_not_identified_has_no_access(string path)
    {
        var (answer, isForwarded) = await fixture.GetAsync(path, ("X-Consumer-Name", "alice"));

        Assert.Equal((403, false), (answer.Status, isForwarded));
        Assert.Contains("Only identified callers", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_credentials_are_a_401_and_insufficient_ones_a_403()
    {
        var (missing, _) = await fixture.GetAsync("/keyed");
        var (insufficient, _) = await fixture.GetAsync("/keyed", ("X-Api-Key", "alice-key"));

        Assert.Equal((401, "Key realm=\"gateway\""), (missing.Status, missing.Header("WWW-Authenticate")));
        Assert.Equal((403, null), (insufficient.Status, insufficient.Header("WWW-Authenticate")));
    }

    [Theory]
    [InlineData("a; role=admin", 200)]
    [InlineData("a; role=user", 403)]
    public async Task A_policy_of_the_host_decides_about_the_claims_of_the_caller(string token, int status)
        => Assert.Equal((status, status == 200), StatusOf(await fixture.GetAsync("/policy", ("X-Token", token))));

    [Fact]
    public async Task A_policy_whose_handler_throws_refuses()
        => Assert.Equal((500, false), StatusOf(await fixture.GetAsync("/broken-policy", ("X-Token", "a; role=admin"))));

    [Fact]
    public async Task A_user_of_the_host_counts_only_if_no_plugin_has_identified_the_caller()
    {
        Assert.Equal((200, true), StatusOf(await fixture.GetAsync("/claims", ("X-Host-User", "sales"))));
        Assert.Equal((403, false), StatusOf(await fixture.GetAsync("/claims", ("X-Host-User", "sales"), ("X-Token", "a"))));
        Assert.Equal((403, false), StatusOf(await fixture.GetAsync("/claims", ("X-Host-User", "other"))));
    }

    [Fact]
    public async Task An_expression_can_decide_about_unknown_callers_where_the_options_say_so()
    {
        Assert.Equal((200, true), StatusOf(await fixture.GetAsync("/open?a=1")));
        Assert.Equal((403, false), StatusOf(await fixture.GetAsync("/open?a=2")));
    }

    [Fact]
    public async Task An_expression_that_can_not_be_evaluated_refuses()
    {
        Assert.Equal((403, false), StatusOf(await fixture.GetAsync("/open?a=1&a=1")));
        Assert.Equal((403, false), StatusOf(await fixture.GetAsync("/number?n=many")));
        Assert.Equal((200, true), StatusOf(await fixture.GetAsync("/number?n=12")));
    }

    [Theory]
    [InlineData("/users/alice", "alice", 200)]
    [InlineData("/users/%61lice", "alice", 200)]
    [InlineData("/users/bob", "alice", 403)]
    [InlineData("/users/ALICE", "alice", 403)]
    [InlineData("/users/alice%2F..%2Fbob", "alice", 400)]
    [InlineData("/users/bob/../alice", "alice", 400)]
    [InlineData("/users/bob", "root; groups=staff", 200)]
    public async Task A_value_of_the_path_can_be_compared_with_the_caller(string target, string token, int status)
        => Assert.Equal((status, status == 200), StatusOf(await fixture.GetAsync(target, ("X-Token", token))));

    [Fact]
    public void Scopes_and_claims_cost_no_allocation_of_the_plugin()
    {
        var plugin = new AuthorizePlugin(
            new AuthorizeOptions { Expression = "inGroup('staff') and method == 'GET' and consumer != 'x'" },
            new NoWarnings(), NullLogger<AuthorizePlugin>.Instance);
        var context = new FakeContext(consumer: new Consumer("sam", ["staff"]));
        context.Http.Request.Method = "GET";

        Assert.Equal(0, AllocatedBytes.Of(() => Assert.Null(plugin.OnRequestAsync(context).Now().Response)));
    }

    [Theory]
    [InlineData("scopes: [a]", true, false)]
    [InlineData("claims: { a: [b] }, requireCaller: false", true, false)]
    [InlineData("expression: 'true'", true, false)]
    [InlineData("expression: 'true', requireCaller: false", false, false)]
    [InlineData("scopes: [a]", false, true)]
    public async Task A_route_that_rejects_every_request_is_warned_of(string options, bool isWarned, bool hostAuthenticates)
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: authorize, options: {{ {options} }} }}"),
            setup => setup.WithGateway(gateway =>
            {
                if (hostAuthenticates)
                    gateway.Services.AddAuthentication();
            }));

        Assert.Equal(isWarned, host.Logs.Lines.Any(line => line.Contains("'authorize' rejects every request", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "options require nothing; set 'scopes', 'anyScope', 'claims', 'policy' or 'expression'.")]
    [InlineData("scopes: ['a b']", "options.scopes[0] is 'a b'; it must be one scope, in ASCII without spaces and quotes.")]
    [InlineData("anyScope: ['\"']", "options.anyScope[0] is '\"'; it must be one scope, in ASCII without spaces and quotes.")]
    [InlineData("claims: { a: [] }", "options.claims has no values for 'a', so no caller would have access.")]
    [InlineData("expression: 'consumr == ''a'''", "options.expression isn't valid: 'consumr' isn't known. Names: consumer, groups,")]
    [InlineData("policy: admins", "options.policy is 'admins', but the host has no policy with this name;")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(authorize): {error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: authorize, options: {{ {options} }} }}")), StringComparison.Ordinal);

    private static (int, bool) StatusOf((Answer Answer, bool IsForwarded) result) => (result.Answer.Status, result.IsForwarded);

    private sealed class NoWarnings : IPluginWarnings
    {
        public void Warn(string option, string message) => throw new InvalidOperationException(message);
    }

    public sealed class Fixture() : RouteHost(
        """
        routes:
          all: { clusterId: up, match: { path: /all }, plugins: [ { name: token }, { name: authorize, options: { scopes: [orders.read, orders.write] } } ] }
          any: { clusterId: up, match: { path: /any }, plugins: [ { name: token }, { name: authorize, options: { anyScope: [a, b] } } ] }
          claims: { clusterId: up, match: { path: /claims }, plugins: [ { name: token }, { name: authorize, options: { claims: { dep: [sales, support], level: ["3"] } } } ] }
          keyed: { clusterId: up, match: { path: /keyed }, plugins: [ { name: key-auth }, { name: authorize, options: { scopes: [a] } } ] }
          policy: { clusterId: up, match: { path: /policy }, plugins: [ { name: token }, { name: authorize, options: { policy: admins } } ] }
          broken: { clusterId: up, match: { path: /broken-policy }, plugins: [ { name: token }, { name: authorize, options: { policy: broken } } ] }
          mallory: { clusterId: up, match: { path: /not-mallory }, plugins: [ { name: token }, { name: authorize, options: { expression: "consumer != 'mallory'" } } ] }
          open: { clusterId: up, match: { path: /open }, plugins: [ { name: authorize, options: { expression: "query('a') == '1'", requireCaller: false } } ] }
          number: { clusterId: up, match: { path: /number }, plugins: [ { name: authorize, options: { expression: "number(query('n')) > 10", requireCaller: false } } ] }
          users: { clusterId: up, match: { path: "/users/{name}" }, plugins: [ { name: token }, { name: authorize, options: { expression: "route('name') == consumer or inGroup('staff')" } } ] }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        consumers: { alice: { credentials: { key-auth: [ { key: alice-key } ] } } }
        """,
        setup =>
        {
            setup.WithPlugin<TokenPlugin>();
            setup.WithGateway(gateway => gateway.Services.AddAuthorizationBuilder()
                .AddPolicy("admins", policy => policy.RequireClaim("role", "admin"))
                .AddPolicy("broken", policy => policy.RequireAssertion(bool (_) => throw new InvalidOperationException("broken"))));
            setup.WithApp(app => app.Use((http, next) => SignIn(http, next)));
        })
    {
        /// <summary>The host's own authentication.</summary>
        private static Task SignIn(HttpContext http, RequestDelegate next)
        {
            if (http.Request.Headers["X-Host-User"] is [{ } department])
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new("dep", department), new("level", "3")], "cookie"));
            return next(http);
        }
    }
}
