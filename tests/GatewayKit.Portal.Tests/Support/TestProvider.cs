using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
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
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A real OpenID Connect provider, OpenIddict, on a real socket. Its user is always logged in, and can be replaced.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    private readonly WebApplication _app;

    private TestProvider(WebApplication app) => _app = app;

    public string Issuer => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    public (string Subject, string Name, string Email, bool IsVerified, string[] Groups) User { get; set; }
        = ("1", "Alice", "alice@example.com", true, []);

    public static async Task<TestProvider> StartAsync()
    {
        var database = "provider-" + Guid.NewGuid();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddAuthentication();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(Configure);
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.UseAuthentication();
        app.MapGet("/connect/authorize", provider.Authorize);
        app.MapPost("/connect/token", (Delegate)ExchangeAsync); // not as a RequestDelegate, which would ignore the result
        await app.StartAsync();
        await RegisterAsync(app);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task RegisterAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = "portal",
            ClientSecret = "correct horse",
            RedirectUris = { new Uri("https://portal.example/dev/account/provider/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        });
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Profile, Scopes.Email)
            .AddEncryptionKey(new SymmetricSecurityKey(new byte[32]))
            .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    private static async Task<IResult> ExchangeAsync(HttpContext http)
        => Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, null, Scheme);

    private IResult Authorize(HttpContext http)
    {
        var identity = new ClaimsIdentity("login", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, User.Subject).SetClaim(Claims.Name, User.Name).SetClaim(Claims.Email, User.Email)
            .SetClaim(Claims.EmailVerified, User.IsVerified).SetClaims("groups", [.. User.Groups]);
        identity.SetScopes(http.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, Scheme);
    }
}
