namespace GatewayKit.Plugins.Oidc;

/// <summary>Thrown when the provider's response can't be used, or there is none.</summary>
/// <param name="message">The reason as a sentence, for the log: without tokens and without text of the provider.</param>
/// <param name="refusesGrant">Whether the provider works and refuses the code or the refresh token.</param>
/// <param name="isUnavailable">Whether the provider can't be reached.</param>
internal sealed class ProviderException(string message, bool refusesGrant = false, bool isUnavailable = false) : Exception(message)
{
    public bool RefusesGrant => refusesGrant;

    public bool IsUnavailable => isUnavailable;
}
