using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GatewayKit.Portal.Accounts.OpenIdConnect;

/// <summary>The scheme of the provider in the container of accounts: the authorization code flow with PKCE.</summary>
internal static class ProviderScheme
{
    public const string Name = "provider";
    public const string Callback = "account/provider/callback";
    public const string Issuer = "issuer";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    public static void Add(IServiceCollection services, PortalAccountOptions accounts, PortalOpenIdConnectOptions provider)
    {
        services.AddAuthentication().AddRemoteScheme<OpenIdConnectOptions, ProviderHandler>(
            Name, null, options => Configure(options, accounts, provider));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
    }

    private static void Configure(OpenIdConnectOptions options, PortalAccountOptions accounts, PortalOpenIdConnectOptions provider)
    {
        var redirect = $"{accounts.Address.TrimEnd('/')}/{Callback}";
        options.Authority = provider.Authority;
        options.RequireHttpsMetadata = !new Uri(provider.Authority).IsLoopback;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.BackchannelTimeout = s_timeout;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Prepend("openid").Distinct())
            options.Scope.Add(scope);
        foreach (var claim in (string[])["email_verified", "preferred_username", provider.GroupClaim])
            options.ClaimActions.MapJsonKey(claim, claim);

        // The portal writes its own session, so the scheme is never used to sign in.
        options.SignInScheme = "none";
        Protect(options.CorrelationCookie, "gatewaykit-portal-correlation.");
        Protect(options.NonceCookie, "gatewaykit-portal-nonce.");

        // The address of a request is chosen by its sender.
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = redirect;
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = context =>
        {
            context.Properties!.Items[Issuer] = context.SecurityToken.Issuer;
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = context =>
        {
            context.HttpContext.Features.Set(new ProviderResult(
                ProviderUser.Of(context.Properties!.Items[Issuer], context.Principal!, provider.GroupClaim), context.ReturnUri, null));
            context.HandleResponse();
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.Features.Set(new ProviderResult(null, null, context.Failure?.Message ?? "unknown"));
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static void Protect(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
    }
}
