using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GatewayKit.Plugins.Tests.Jwt;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>An identity provider on a real socket whose responses a test can spoil. Its user is alice, who is always logged in.</summary>
internal sealed class ScriptedProvider(TimeProvider time) : IAsyncDisposable
{
    public const string ClientId = "gateway";

    private TestService _service = null!;
    private int _refreshes;

    public string Issuer => _service.Address;

    public ConcurrentQueue<Dictionary<string, string>> TokenRequests { get; } = new();

    public ConcurrentQueue<string?> TokenAuthorizations { get; } = new();

    /// <summary>The nonce of the next ID token, which the authorization request had.</summary>
    public string? Nonce { get; set; }

    public string RefreshToken { get; set; } = "refresh-0";

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    public Action<JsonObject>? ChangeMetadata { get; set; }

    public Action<JsonObject>? ChangeIdToken { get; set; }

    public Action<JsonObject>? ChangeTokens { get; set; }

    public Signer Key { get; set; } = Keys.Ec;

    /// <summary>More of the header of the ID tokens.</summary>
    public string Header { get; set; } = "";

    /// <summary>The claims of the UserInfo endpoint.</summary>
    public string UserInfo { get; set; } = """{"sub":"alice","nickname":"Al"}""";

    public bool IsDown { get; set; }

    /// <summary>Delays the token endpoint until it is set.</summary>
    public Task TokensReady { get; set; } = Task.CompletedTask;

    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<ScriptedProvider> StartAsync(TimeProvider time)
    {
        var provider = new ScriptedProvider(time);
        provider._service = await TestService.StartAsync(provider.AnswerAsync);
        return provider;
    }

    public void Reset()
    {
        (ChangeMetadata, ChangeIdToken, ChangeTokens, Key, Header, IsDown) = (null, null, null, Keys.Ec, "", false);
        (RefreshToken, Lifetime, TokensReady) = ("refresh-0", TimeSpan.FromMinutes(10), Task.CompletedTask);
        TokenRequests.Clear();
        TokenAuthorizations.Clear();
    }

    public string LogoutToken(Action<JsonObject>? change = null, string type = "logout+jwt", Signer? key = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["iat"] = Now,
            ["exp"] = Now + 120,
            ["jti"] = Guid.NewGuid().ToString(),
            ["sid"] = "sid-1",
            ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
        };
        change?.Invoke(claims);
        return (key ?? Key).Token(claims.ToJsonString(), $"\"typ\":\"{type}\"");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (IsDown)
        {
            http.Abort();
            return;
        }

        http.Response.ContentType = "application/json";
        switch (http.Request.Path.Value)
        {
            case "/.well-known/openid-configuration":
                await http.Response.WriteAsync(Metadata());
                break;
            case "/keys":
                await http.Response.WriteAsync(Provider.Set(Keys.Ec));
                break;
            case "/authorize":
                Authorize(http);
                break;
            case "/token":
                await TokensAsync(http);
                break;
            case "/userinfo":
                await http.Response.WriteAsync(UserInfo);
                break;
            case "/logout":
                http.Response.Redirect(http.Request.Query["post_logout_redirect_uri"].ToString());
                break;
        }
    }

    private string Metadata()
    {
        var metadata = new JsonObject
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = Issuer + "/keys",
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["userinfo_endpoint"] = Issuer + "/userinfo",
            ["end_session_endpoint"] = Issuer + "/logout",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        ChangeMetadata?.Invoke(metadata);
        return metadata.ToJsonString();
    }

    private void Authorize(HttpContext http)
    {
        Nonce = http.Request.Query["nonce"];
        http.Response.Redirect(QueryHelpers.AddQueryString(http.Request.Query["redirect_uri"].ToString(), new Dictionary<string, string?>
        {
            ["code"] = "code",
            ["state"] = http.Request.Query["state"],
            ["iss"] = Issuer,
        }));
    }

    private async Task TokensAsync(HttpContext http)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        TokenRequests.Enqueue(form);
        TokenAuthorizations.Enqueue(http.Request.Headers.Authorization);
        await TokensReady;
        var isRefresh = form["grant_type"] == "refresh_token";
        if (isRefresh ? form["refresh_token"] != RefreshToken : form["code"] != "code")
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("""{"error":"invalid_grant","error_description":"<script>"}""");
            return;
        }

        // Each refresh token is used once.
        RefreshToken = "refresh-" + Interlocked.Increment(ref _refreshes);
        var tokens = new JsonObject
        {
            ["access_token"] = "access-for-" + RefreshToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["refresh_token"] = RefreshToken,
            ["id_token"] = IdToken(isRefresh),
        };
        ChangeTokens?.Invoke(tokens);
        await http.Response.WriteAsync(tokens.ToJsonString());
    }

    private string IdToken(bool isRefresh)
    {
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = "alice",
            ["sid"] = "sid-1",
            ["iat"] = Now,
            ["exp"] = Now + 300,
            ["name"] = "Alice",
            ["groups"] = new JsonArray("staff"),
        };
        if (!isRefresh)
            claims["nonce"] = Nonce;
        ChangeIdToken?.Invoke(claims);
        return Key.Token(claims.ToJsonString(), Header);
    }
}
