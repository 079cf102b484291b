using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portal.Provider;

/// <summary>The company's identity provider: OpenIddict, which keeps its only client, the portal, in memory.</summary>
internal static class IdentityProvider
{
    public const string ClientId = "portal";
    public const string ClientSecret = "portal-secret";

    /// <summary>The parameter of the login page that says who logs in.</summary>
    public const string UserParameter = "user";

    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<WebApplication> StartAsync(SampleSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Provider.ToString());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContext<DbContext>(db => db.UseInMemoryDatabase("provider").UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(Configure);

        var app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/authorize", LogIn);
        app.MapPost("/token", (Delegate)IssueTokenAsync); // not as a RequestDelegate, which would ignore the result
        await app.StartAsync();
        await RegisterPortalAsync(app, settings.Portal);
        await CreateKeysAsync(settings.Provider);
        return app;
    }

    private static async Task RegisterPortalAsync(WebApplication app, Uri portal)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { new Uri(portal, "/account/provider/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        });
    }

    /// <summary>Sends the first request, which creates the keys. That can take seconds, and the portal doesn't wait long.</summary>
    private static async Task CreateKeysAsync(Uri provider)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await client.GetStringAsync(new Uri(provider, "/.well-known/openid-configuration"));
        await client.GetStringAsync(new Uri(provider, "/.well-known/jwks"));
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Profile, Scopes.Email)
            .AddEphemeralEncryptionKey().AddEphemeralSigningKey();

        // Plain HTTP is for this machine only.
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    /// <summary>A real provider asks for a password here. This one lets you choose who you are.</summary>
    private static IResult LogIn(HttpContext http)
    {
        if (User.All.FirstOrDefault(user => user.Id == http.Request.Query[UserParameter]) is not { } user)
            return Results.Content(Page(http.Request.QueryString), "text/html; charset=utf-8");

        var identity = new ClaimsIdentity(Scheme);
        identity.SetClaim(Claims.Subject, user.Id).SetClaim(Claims.Name, user.Name).SetClaim(Claims.Email, user.Email)
            .SetClaim(Claims.EmailVerified, true).SetClaims("groups", [.. user.Groups])
            .SetScopes(http.GetOpenIddictServerRequest()!.GetScopes())
            .SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static async Task<IResult> IssueTokenAsync(HttpContext http)
        => Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);

    private static string Page(QueryString query)
    {
        var users = User.All.Select(user => $"""
            <li><a href="{WebUtility.HtmlEncode(query.Add(UserParameter, user.Id).Value)}">{user.Name}</a>, {user.Email}</li>
            """);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Acme login</title></head>
            <body><main><h1>Log in to Acme as</h1><ul>{string.Concat(users)}</ul></main></body>
            </html>
            """;
    }
}
