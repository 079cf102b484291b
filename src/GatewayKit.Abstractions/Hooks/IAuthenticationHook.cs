namespace GatewayKit;

/// <summary>Authenticates the caller.</summary>
public interface IAuthenticationHook : IGatewayPlugin
{
    /// <summary>Looks for credentials of this scheme in the request and verifies them.</summary>
    /// <param name="context">The exchange.</param>
    /// <returns>
    /// <see cref="AuthenticationResult.NoCredentials"/> if the request carries no credentials of this scheme; otherwise
    /// <see cref="AuthenticationResult.Authenticated(Consumer)"/>, <see cref="AuthenticationResult.Rejected"/>, or
    /// <see cref="AuthenticationResult.Forbidden"/>
    /// if they aren't sufficient. <see cref="AuthenticationResult.Respond"/> answers the request instead.
    /// </returns>
    ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context);
}
