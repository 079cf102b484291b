using System.Security.Claims;
using Microsoft.AspNetCore;
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
        app.MapPost("/token", IssueToken);
        app.MapPost("/rotate", (SigningKeys keys) => $"new key: {keys.Rotate()}\n");
        await RegisterClientsAsync(app.Services);
        await app.StartAsync();
        return app;
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris("token").SetIntrospectionEndpointUris("introspect").SetRevocationEndpointUris("revoke");
        server.AllowClientCredentialsFlow().RegisterScopes("orders.read").SetAccessTokenLifetime(TimeSpan.FromMinutes(10));

        // The gateway reads access tokens, so they are signed but not encrypted.
        server.AddEphemeralEncryptionKey().DisableAccessTokenEncryption();

        // Plain HTTP is for this machine only.
        server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    /// <summary>OpenIddict has checked the client and its scopes; what remains is to say what the token contains.</summary>
    private static IResult IssueToken(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var client = Client.All.Single(client => client.Id == request.ClientId);
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(Claims.Subject, client.Id)
            .SetClaims("groups", [.. client.Groups])
            .SetScopes(request.GetScopes())
            .SetResources(Client.Gateway.Id)
            .SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task RegisterClientsAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        foreach (var client in Client.All)
        {
            var descriptor = new OpenIddictApplicationDescriptor { ClientId = client.Id, ClientSecret = client.Secret };
            descriptor.Permissions.UnionWith(client == Client.Gateway
                ? [Permissions.Endpoints.Introspection]
                : [Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.ClientCredentials]);
            descriptor.Permissions.UnionWith(client.Scopes.Select(name => Permissions.Prefixes.Scope + name));
            await clients.CreateAsync(descriptor);
        }
    }
}
