namespace GatewayKit.Tokens;

/// <summary>Authenticates the gateway to a token endpoint as a client (RFC 6749, section 2.3).</summary>
internal interface IClientAuthentication
{
    /// <summary>Adds the client's id and its credentials to a request.</summary>
    /// <param name="request">The request, whose headers can be changed.</param>
    /// <param name="form">The parameters of the body.</param>
    void Apply(HttpRequestMessage request, List<KeyValuePair<string, string>> form);
}
