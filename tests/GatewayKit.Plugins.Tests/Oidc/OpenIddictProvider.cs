using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using GatewayKit.Plugins.Tests.Jwt;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>A real identity provider, OpenIddict, on a real socket. Its user is alice, who is always logged in.</summary>
public sealed class OpenIddictProvider : IAsyncLifetime
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    private WebApplication _app = null!;

    internal FakeTimeProvider Time { get; } = TestClaims.Clock();

    internal string Issuer { get; private set; } = "";

    /// <summary>The key of the client "keyed".</summary>
    internal ECDsa ClientKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public async Task InitializeAsync()
    {
        var database = "provider-" + Guid.NewGuid();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddAuthentication();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(Configure);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.MapGet("/connect/authorize", Authorize);
        _app.MapPost("/connect/token", (Delegate)ExchangeAsync); // not as a RequestDelegate, which would ignore the result
        _app.MapGet("/connect/logout", (HttpContext http) => http.SignOutAsync(Scheme, new AuthenticationProperties { RedirectUri = "/" }));
        _app.MapGet("/connect/userinfo", () => Results.Json(new Dictionary<string, string> { ["sub"] = "alice", ["nickname"] = "Al" }));
        await _app.StartAsync();
        Issuer = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        ClientKey.Dispose();
    }

    /// <summary>Registers the clients for a gateway.</summary>
    internal async Task RegisterAsync(Uri gateway)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var keys = new JsonWebKeySet();
        var key = new ECDsaSecurityKey(ECDsa.Create(ClientKey.ExportParameters(includePrivateParameters: false)));
        keys.Keys.Add(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key));
        (string Id, string? Secret, JsonWebKeySet? Keys)[] clients =
            [("secret", "correct horse", null), ("public", null, null), ("keyed", null, keys)];
        foreach (var (id, secret, jwks) in clients)
        {
            var client = new OpenIddictApplicationDescriptor
            {
                ClientId = id,
                ClientSecret = secret,
                ClientType = id == "public" ? ClientTypes.Public : ClientTypes.Confidential,
                JsonWebKeySet = jwks,
                RedirectUris = { new Uri(gateway, "/.gatewaykit/oidc/callback") },
                PostLogoutRedirectUris = { new Uri(gateway, "/") },
                Permissions =
                {
                    Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
                    Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
                    Permissions.Scopes.Profile,
                },
                Requirements = { Requirements.Features.ProofKeyForCodeExchange },
            };
            if (await applications.FindByClientIdAsync(id) is { } known)
                await applications.DeleteAsync(known);
            await applications.CreateAsync(client);
        }
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetEndSessionEndpointUris("connect/logout")
            .SetUserInfoEndpointUris("connect/userinfo")
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes(Scopes.Profile, Scopes.OfflineAccess)
            .SetAccessTokenLifetime(TimeSpan.FromMinutes(10))
            .SetRefreshTokenReuseLeeway(TimeSpan.Zero)
            .DisableAccessTokenEncryption()
            .AddEncryptionKey(new SymmetricSecurityKey(new byte[32]))
            .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .DisableTransportSecurityRequirement();
    }

    private static IResult Authorize(HttpContext http)
    {
        var identity = new ClaimsIdentity("login", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, "alice").SetClaim(Claims.Name, "Alice").SetClaims("groups", ["staff", "sales"]);
        identity.SetScopes(http.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, Scheme);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext http)
        => Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, null, Scheme);
}
