using Microsoft.AspNetCore.Authentication;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>
/// Authenticates callers with the host's authentication schemes, such as cookies or bearer tokens. A scheme that fails rejects the request:
/// the schemes after it aren't tried, and a request that no scheme authenticates is never forwarded.
/// </summary>
[GatewayPlugin<AspNetCoreAuthOptions>("aspnetcore-auth", PluginStage.Authentication)]
public sealed class AspNetCoreAuthPlugin : IAuthenticationHook
{
    private readonly string[] _schemes;
    private readonly string? _challengeScheme;
    private readonly bool _isForBrowsers;
    private readonly CallerClaims _claims;
    private readonly AuthenticationResult _none;
    private readonly AuthenticationResult _invalid;

    /// <summary>Initializes a new instance and checks the names of the schemes.</summary>
    /// <param name="options">The options.</param>
    /// <param name="schemes">The host's schemes; <c>null</c> if the host doesn't have any.</param>
    /// <exception cref="PluginOptionsException">The host doesn't have a scheme.</exception>
    public AspNetCoreAuthPlugin(AspNetCoreAuthOptions options, IAuthenticationSchemeProvider? schemes = null)
    {
        var host = HostSchemes.Of(schemes);
        _schemes = host.FindAll(options.Schemes);
        _isForBrowsers = options.Challenge == ChallengeMode.Browser;
        _challengeScheme = options.Challenge == ChallengeMode.Problem ? null : host.FindChallenge(options.ChallengeScheme, _schemes[0]);
        _claims = new CallerClaims(options.NameClaim, options.GroupsClaims);

        // RFC 9110, section 11.1: the name of a scheme is a token.
        var challenge = options.WwwAuthenticate
            ?? string.Join(", ", _schemes.Where(name => HttpSyntax.IsToken(name)).DefaultIfEmpty("AspNetCore"));
        _none = AuthenticationResult.NoCredentials(challenge);
        _invalid = AuthenticationResult.Rejected(challenge);
    }

    /// <summary>Asks each scheme, until one finds credentials.</summary>
    public async ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        foreach (var scheme in _schemes)
        {
            var result = await context.Http.AuthenticateAsync(scheme).ConfigureAwait(false);
            if (result.Succeeded)
                return _claims.Read(result.Principal);
            if (!result.None)
                return await ChallengeAsync(context, _invalid).ConfigureAwait(false);
        }

        return await ChallengeAsync(context, _none).ConfigureAwait(false);
    }

    private ValueTask<AuthenticationResult> ChallengeAsync(GatewayContext context, AuthenticationResult rejection)
        => _challengeScheme is null || (_isForBrowsers && !BrowserNavigation.Is(context.Http.Request))
            ? rejection
            : SchemeChallenge.DescribeAsync(context.Http, _challengeScheme, rejection);
}
