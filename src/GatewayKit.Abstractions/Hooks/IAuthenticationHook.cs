namespace GatewayKit;

/// <summary>Finds out who is calling.</summary>
public interface IAuthenticationHook : IGatewayPlugin
{
    /// <summary>Looks for this scheme's credentials in the request and checks them.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns>
    /// <see cref="AuthenticationResult.NoCredentials"/> if the request carries none of this scheme,
    /// <see cref="AuthenticationResult.Authenticated"/> or <see cref="AuthenticationResult.Rejected"/>.
    /// </returns>
    ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context);
}
