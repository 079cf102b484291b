namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Who a token names: callers, consumers, groups, claims.</summary>
public sealed class JwtCallerTests
{
    private const string Consumers = """
        groups: { gold: {}, admin: {} }
        consumers:
          root:
            groups: [admin]
          bob:
            groups: [gold]
            credentials: { jwt: [ { issuer: https://login.example, subject: user-42 } ] }

        """;

    [Fact]
    public async Task A_token_cannot_name_a_configured_consumer_unless_the_options_allow_it()
    {
        var token = Keys.Rsa.Token(TestClaims.Of(TestClaims.Issuer, "root"));
        await using (var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa), Consumers))
        {
            var answer = await gateway.BearerAsync(token);
            Assert.Equal((403, true), (answer.Status, answer.Body.Contains("belongs to", StringComparison.Ordinal)));
            Assert.Empty(gateway.Host.Upstream.Requests);
        }

        await using var matching = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", matchConsumers: true", Consumers);
        Assert.Equal(200, await matching.StatusAsync(token));
        Assert.Equal(("root", "admin"), Caller(matching));
    }

    [Fact]
    public async Task A_subject_belongs_to_the_consumer_that_has_it_as_a_credential()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa, Keys.Ec) + ", groupsClaim: roles", Consumers);

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of(TestClaims.Issuer, "user-42",
            "\"roles\":[\"extra\",\"gold\"]"))));

        Assert.Equal(("bob", "gold,extra"), Caller(gateway));
    }

    [Fact]
    public async Task Groups_come_from_a_claim_at_any_depth_and_only_in_a_valid_form()
    {
        (string Claim, string Claims, string? Groups)[] cases =
        [
            ("roles", "\"roles\":[\"a\",\"b\",\"a\"]", "a,b"), ("roles", "\"roles\":\"a\"", "a"), ("roles", "\"roles\":7", "7"),
            ("realm_access.roles", "\"realm_access\":{\"roles\":[\"a\",\"b\"]}", "a,b"),
            ("resource_access.shop.example.roles", "\"resource_access\":{\"shop.example\":{\"roles\":[\"a\"]}}", "a"),
            ("https://example.com/roles", "\"https://example.com/roles\":[\"a\"]", "a"),
            ("roles", "\"roles\":[\"a,admin\",\"b\\r\\nX: 1\",\" c\",\"d \",\"\",null,{},[\"e\"],\"\u00e9\",\"ok\"]", "ok"),
            ("roles", "\"x\":1", null), ("roles", "\"roles\":null", null), ("roles", "\"roles\":{\"a\":1}", null),
        ];
        foreach (var group in cases.GroupBy(c => c.Claim))
        {
            await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + $", groupsClaim: '{group.Key}'");
            foreach (var (_, claims, groups) in group)
            {
                Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good(claims))));
                Assert.Equal(("alice", groups), Caller(gateway));
            }
        }
    }

    [Fact]
    public async Task Only_the_allowed_groups_are_granted_and_too_many_groups_are_refused()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", groupsClaim: roles, allowedGroups: [user, g1]");
        await using var open = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", groupsClaim: roles");
        string Many(int count)
            => Keys.Rsa.Token(TestClaims.Good($"\"roles\":[{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"g{i}\""))}]"));

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good("\"roles\":[\"admin\",\"user\",\"User\"]"))));
        Assert.Equal(("alice", "user"), Caller(gateway));
        Assert.Equal(200, await gateway.StatusAsync(Many(201)));
        Assert.Equal(200, await open.StatusAsync(Many(200)));
        Assert.Equal(401, await open.StatusAsync(Many(201)));
    }

    [Fact]
    public async Task Another_claim_can_name_the_caller()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", consumerClaim: azp, consumerPrefix: 'app:'");

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good("\"azp\":\"shop\""))));
        Assert.Equal(("app:shop", null), Caller(gateway));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())));
    }

    [Fact]
    public async Task Scopes_and_claims_decide_between_200_and_403()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa)
            + ", requiredScopes: [orders.read, orders.write], requiredClaims: { tid: [contoso, fabrikam], "
            + "email_verified: ['true'], amr: [mfa], jti: [] }");
        const string Rest = "\"tid\":\"contoso\",\"email_verified\":true,\"amr\":[\"pwd\",\"mfa\"],\"jti\":\"1\"";

        foreach (var sufficient in (string[])[
            "\"scope\":\"orders.read x orders.write\"," + Rest, "\"scp\":[\"orders.read\",\"orders.write\"]," + Rest,
            "\"scp\":\"orders.read\",\"scope\":\"orders.write\"," + Rest,
                "\"scope\":\"orders.read orders.write\"," + Rest.Replace("contoso", "fabrikam", StringComparison.Ordinal)])
            Assert.Equal((200, sufficient), (await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good(sufficient))), sufficient));
        gateway.Host.Upstream.Forget();
        foreach (var insufficient in (string[])[
            Rest, "\"scope\":\"orders.read\"," + Rest, "\"scope\":\"orders.read orders.writes\"," + Rest,
                "\"scope\":\"Orders.read orders.write\"," + Rest,
            "\"scope\":{\"orders.read\":1,\"orders.write\":1}," + Rest, "\"scope\":\"orders.read orders.write\"",
            "\"scope\":\"orders.read orders.write\"," + Rest.Replace("contoso", "other", StringComparison.Ordinal),
            "\"scope\":\"orders.read orders.write\"," + Rest.Replace("true", "false", StringComparison.Ordinal),
            "\"scope\":\"orders.read orders.write\"," + Rest.Replace("\"mfa\"", "\"MFA\"", StringComparison.Ordinal),
            "\"scope\":\"orders.read orders.write\"," + Rest.Replace("\"1\"", "null", StringComparison.Ordinal)])
        {
            var answer = await gateway.BearerAsync(Keys.Rsa.Token(TestClaims.Good(insufficient)));
            Assert.Equal((403, insufficient), (answer.Status, insufficient));
            Assert.Contains("error=\"insufficient_scope\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
            Assert.Contains("scope=\"orders.read orders.write\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
            Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        }

        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task Claims_become_headers_and_those_of_the_client_never_arrive()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa)
            + ", allowPreflight: true, claimsToHeaders: { email: X-User-Email, "
            + "roles: X-User-Roles, org.id: X-Org, name: X-Name, admin: X-Admin }");
        var token = Keys.Rsa.Token(TestClaims.Good(
            "\"email\":\"alice@example.com\",\"roles\":[\"a\",\"b\"],\"org\":{\"id\":7},\"name\":\"J\u00fcrgen\\r\\nX-Evil: 1\""));
        (string, string)[] spoofed = [("X-User-Email", "root@example.com"), ("x_user-EMAIL", "root"), ("X-Org", "1"), ("X_Name", "root"),
            ("X-Admin", "true"), ("X-Other", "kept")];

        for (var i = 0; i < 2; i++)
        {
            gateway.Host.Upstream.Forget();
            Assert.Equal(200, (await gateway.BearerAsync(token, spoofed)).Status);
            var seen = gateway.Host.Upstream.Request;
            Assert.Equal(("alice@example.com", "a,b", "7", null, null, "kept"),
                (seen.Header("X-User-Email"), seen.Header("X-User-Roles"), seen.Header("X-Org"), seen.Header("X-Name"),
                    seen.Header("X-Admin"), seen.Header("X-Other")));
            Assert.Equal((null, null, null), (seen.Header("x_user-EMAIL"), seen.Header("X_Name"), seen.Header("X-Evil")));
        }

        gateway.Host.Upstream.Forget();
        Assert.Equal(200, (await gateway.Host.SendAsync(HttpMethod.Options, "/", [.. spoofed, ("Origin", "https://a.example"),
            ("Access-Control-Request-Method", "PUT")])).Status);
        Assert.Equal((null, null, null), (gateway.Host.Upstream.Request.Header("X-User-Email"),
            gateway.Host.Upstream.Request.Header("X_Name"), gateway.Host.Upstream.Request.Header("X-Admin")));
    }

    [Fact]
    public async Task Headers_and_tokens_are_removed_even_if_another_plugin_has_found_the_caller()
    {
        var yaml = PluginGateway.OneRoute(
            "{ name: key-auth }",
            $"{{ name: jwt, options: {{ {JwtHost.Options(Keys.Rsa)}, locations: [header:Authorization, 'query:token'], "
                + "claimsToHeaders: { email: X-Email } } }")
            .Replace("clusterId: up", "clusterId: up\n    authentication: any", StringComparison.Ordinal);
        await using var host = await PluginGateway.StartAsync(yaml
            + "consumers: { carol: { credentials: { key-auth: [ { key: carol-key } ] } } }");

        Assert.Equal(200, (await host.GetAsync("/?token=x&a=1", ("X-Api-Key", "carol-key"), ("X-Email", "root"), ("Authorization",
            "Bearer x"), ("DPoP", "x"))).Status);
        var seen = host.Upstream.Request;
        Assert.Equal(("carol", null, null, null, "/?a=1"), (seen.Header("X-Consumer-Name"), seen.Header("X-Email"),
            seen.Header("Authorization"), seen.Header("DPoP"), seen.Target));
    }

    [Fact]
    public async Task The_token_can_be_in_a_cookie_or_the_query_but_only_once()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa)
            + ", locations: [header:Authorization, 'cookie:token', 'query:access_token']");
        var token = Keys.Rsa.Token(TestClaims.Good());

        Assert.Equal(200, (await gateway.Host.GetAsync("/", ("Cookie", $"a=1; token={token}; b=2"))).Status);
        Assert.Equal("a=1; b=2", gateway.Host.Upstream.Request.Header("Cookie"));
        gateway.Host.Upstream.Forget();
        Assert.Equal(200, (await gateway.Host.GetAsync($"/?a=%2F&access_token={token}")).Status);
        Assert.Equal("/?a=%2F", gateway.Host.Upstream.Request.Target);
        gateway.Host.Upstream.Forget();
        Assert.Equal(401, (await gateway.Host.GetAsync($"/?access_token={token}", ("Authorization", $"Bearer {token}"))).Status);
        Assert.Equal(401, (await gateway.Host.GetAsync($"/?access_token={token}&access_token={token}")).Status);
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task The_token_reaches_the_upstream_if_it_is_not_hidden()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", hideCredentials: false");
        var token = Keys.Rsa.Token(TestClaims.Good());

        Assert.Equal(200, await gateway.StatusAsync(token));

        Assert.Equal($"Bearer {token}", gateway.Host.Upstream.Request.Header("Authorization"));
    }

    [Fact]
    public async Task The_server_uses_the_text_of_a_hidden_token_again_for_the_next_request_of_the_connection()
    {
        var texts = new List<string?>();
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa), setUp: setup => setup.WithApp(app => app.Use(
            next => http =>
            {
                texts.Add(http.Request.Headers.Authorization);
                return next(http);
            })));
        var token = Keys.Rsa.Token(TestClaims.Good());

        for (var i = 0; i < 2; i++)
            Assert.Equal(200, await gateway.StatusAsync(token));

        Assert.Equal("Bearer " + token, texts[0]);
        Assert.Same(texts[0], texts[1]);
        Assert.All(gateway.Host.Upstream.Requests, request => Assert.Null(request.Header("Authorization")));
    }

    [Fact]
    public async Task A_consumer_signs_tokens_with_its_own_key()
    {
        var secret = new string('s', 32);
        await using var gateway = await JwtHost.StartAsync("audiences: [orders]", $$"""
            consumers:
              carol: { credentials: { jwt: [ { keyId: carol-1, secret: '{{secret}}' } ] } }
              dave: { credentials: { jwt: [ { issuer: https://dave.example, publicKey: '{{Keys.Rsa.Jwk}}' },
                { issuer: https://dave.example, keyId: ec, publicKey: '{{Keys.Ec.Jwk}}' } ] } }

            """);
        var carol = Signer.Secret(secret, "carol-1");

        Assert.Equal((200, ("carol", null)), (await gateway.StatusAsync(carol.Token(TestClaims.Of("https://any.example", "root"))),
            Caller(gateway)));
        Assert.Equal((200, ("dave", null)), (await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of("https://dave.example"))),
            Caller(gateway)));
        Assert.Equal((200, ("dave", null)), (await gateway.StatusAsync(Keys.Ec.Token(TestClaims.Of("https://dave.example"))),
            Caller(gateway)));
        foreach (var refused in (string[])[
            Signer.Secret(secret, "carol-2").Token(TestClaims.Of("https://any.example")), Signer.Secret(new string('t', 32),
                "carol-1").Token(TestClaims.Good()),
            Signer.Secret(secret + "s", "carol-1").Token(TestClaims.Good()), Signer.Secret(secret).Token(TestClaims.Good()),
            Keys.Rsa.Token(TestClaims.Of("https://dave.example/")), Keys.OtherRsa.Token(TestClaims.Of("https://dave.example")),
            Keys.Ec.Sign("{\"alg\":\"ES256\"}", TestClaims.Of("https://dave.example")),
                carol.Sign("{\"alg\":\"HS512\",\"kid\":\"carol-1\"}", TestClaims.Good()),
            Signer.Secret(Keys.Rsa.Pem, "rsa").Token(TestClaims.Of("https://dave.example")), Signer.Secret(Keys.Ec.Jwk,
                "ec").Token(TestClaims.Of("https://dave.example"))])
            Assert.Equal(401, await gateway.StatusAsync(refused));
    }

    [Fact]
    public async Task Callers_of_different_tenants_have_different_names_and_rules()
    {
        var options = $$"""
            groupsClaim: roles, tenants: [
              { jwks: '{{Provider.Set(Keys.Rsa)}}', issuers: [https://main.example], audiences: [main], consumerPrefix: '' },
              { jwks: '{{Provider.Set(Keys.Ec)}}', issuers: [https://partner.example], audiences: [partner], consumerPrefix: 'partner:', allowedGroups: [reader], requiredScopes: [read] } ]
            """.ReplaceLineEndings(" ");
        await using var gateway = await JwtHost.StartAsync(options);
        string Main(string sub, string aud = "main") => TestClaims.Of("https://main.example", sub,
            "\"roles\":[\"admin\"]").Replace("orders", aud, StringComparison.Ordinal);
        string Partner(string sub, string aud = "partner") => TestClaims.Of("https://partner.example", sub,
            "\"scope\":\"read\",\"roles\":[\"admin\",\"reader\"]").Replace("orders", aud, StringComparison.Ordinal);

        Assert.Equal((200, ("alice", "admin")), (await gateway.StatusAsync(Keys.Rsa.Token(Main("alice"))), Caller(gateway)));
        Assert.Equal((200, ("partner:alice", "reader")), (await gateway.StatusAsync(Keys.Ec.Token(Partner("alice"))), Caller(gateway)));
        gateway.Host.Upstream.Forget();
        Assert.Equal(403, await gateway.StatusAsync(Keys.Rsa.Token(Main("partner:alice"))));
        Assert.Equal(403, await gateway.StatusAsync(Keys.Ec.Token(Partner("alice").Replace("\"read\"", "\"other\"",
            StringComparison.Ordinal))));
        foreach (var refused in (string[])[
            Keys.Rsa.Token(Main("alice", "partner")), Keys.Ec.Token(Partner("alice", "main")), Keys.Ec.Token(Main("alice")),
                Keys.Rsa.Token(Partner("alice")),
            Keys.Ec.Sign(Keys.Rsa.Header(), Main("alice"), "ES256"), Keys.Rsa.Token(TestClaims.Of("https://other.example"))])
            Assert.Equal(401, await gateway.StatusAsync(refused));
        Assert.Empty(gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_tenant_is_added_without_a_restart()
    {
        const string First = "{ issuers: [https://one.example], jwks: 'ONE', consumerPrefix: '' }";
        const string Second = ", { issuers: [https://two.example], jwks: 'TWO', consumerPrefix: 'two:' }";
        string Options(string tenants) => $"{{ name: jwt, options: {{ audiences: [orders], tenants: [ {tenants} ] }} }}"
            .Replace("ONE", Provider.Set(Keys.Rsa), StringComparison.Ordinal).Replace("TWO", Provider.Set(Keys.Ec),
                StringComparison.Ordinal);
        await using var gateway = await JwtHost.StartPluginsAsync([Options(First)]);
        Assert.Equal(401, await gateway.StatusAsync(Keys.Ec.Token(TestClaims.Of("https://two.example"))));

        Assert.Empty(await gateway.Host.ReloadAsync(PluginGateway.OneRoute(Options(First + Second))));

        Assert.Equal((200, 200), (await gateway.StatusAsync(Keys.Ec.Token(TestClaims.Of("https://two.example"))),
            await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of("https://one.example")))));
    }

    private static (string?, string?) Caller(JwtHost gateway)
    {
        var seen = gateway.Host.Upstream.Requests.Last();
        return (seen.Header("X-Consumer-Name"), seen.Header("X-Consumer-Groups"));
    }
}
