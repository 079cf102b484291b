using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Identity;

/// <summary>An identity provider: OpenIddict, which keeps its clients and tokens in memory.</summary>
internal static class IdentityProvider
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<WebApplication> StartAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContext<DbContext>(db => db.UseInMemoryDatabase("identity").UseOpenIddict());
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(services => services.GetRequiredService<SigningKeys>());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure);

        var app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/authorize", LogIn);
        app.MapPost("/token", (Delegate)IssueTokenAsync);
        app.MapPost("/rotate", (SigningKeys keys) => $"new key: {keys.Rotate()}\n");
        await app.StartAsync();
        return app;
    }

    /// <param name="provider">The provider.</param>
    /// <param name="gateway">The gateway's address, to which browsers return after a login.</param>
    public static async Task RegisterClientsAsync(WebApplication provider, Uri gateway)
    {
        await using var scope = provider.Services.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var client in Client.All)
        {
            var descriptor = new OpenIddictApplicationDescriptor { ClientId = client.Id, ClientSecret = client.Secret };
            descriptor.Permissions.UnionWith(PermissionsOf(client));
            descriptor.Permissions.UnionWith(client.Scopes.Select(name => Permissions.Prefixes.Scope + name));
            if (client == Client.Browser)
                descriptor.RedirectUris.Add(new Uri(gateway, "/account/callback"));
            await clients.CreateAsync(descriptor);
        }
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token")
            .SetIntrospectionEndpointUris("introspect").SetRevocationEndpointUris("revoke");
        server.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes("orders.read").SetAccessTokenLifetime(TimeSpan.FromMinutes(10));

        // The gateway reads access tokens, so they are signed but not encrypted.
        server.AddEphemeralEncryptionKey().DisableAccessTokenEncryption();

        // Plain HTTP is for this machine only.
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    /// <summary>A real provider shows its login page here. The only user of this one is always logged in.</summary>
    private static IResult LogIn(HttpContext http)
        => SignIn("alice", ["staff"], http.GetOpenIddictServerRequest()!.GetScopes(), Client.Browser.Id);

    /// <summary>OpenIddict has checked the client and its scopes, or the code; what remains is to say what the token contains.</summary>
    private static async Task<IResult> IssueTokenAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsAuthorizationCodeGrantType())
            return Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);

        var client = Client.All.Single(client => client.Id == request.ClientId);
        return SignIn(client.Id, client.Groups, request.GetScopes(), Client.Gateway.Id);
    }

    private static IResult SignIn(string subject, string[] groups, ImmutableArray<string> scopes, string audience)
    {
        var identity = new ClaimsIdentity(Scheme);
        identity.SetClaim(Claims.Subject, subject)
            .SetClaims("groups", [.. groups])
            .SetScopes(scopes)
            .SetResources(audience)
            .SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static string[] PermissionsOf(Client client)
        => client == Client.Gateway ? [Permissions.Endpoints.Introspection]
            : client == Client.Browser
                ? [Permissions.Endpoints.Authorization, Permissions.Endpoints.Token,
                    Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code]
                : [Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.ClientCredentials];
}
