using GatewayKit.Authentication;

namespace GatewayKit.Tokens;

/// <summary>Creates the authentication of a client with a secret.</summary>
internal static class SecretClient
{
    public static IClientAuthentication Create(string id, string secret, ClientAuthentication kind)
        => kind == ClientAuthentication.Basic ? new BasicClient(id, secret) : new PostClient(id, secret);
}
