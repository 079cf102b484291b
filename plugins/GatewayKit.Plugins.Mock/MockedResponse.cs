namespace GatewayKit.Plugins.Mock;

/// <summary>A response and its delay.</summary>
internal readonly record struct MockedResponse(GatewayResponse Response, TimeSpan Delay)
{
    /// <summary>A structured Boolean (RFC 9651, section 3.3.6) that marks responses of a mock.</summary>
    public const string Header = "Gateway-Mocked";

    public const string True = "?1";
}
