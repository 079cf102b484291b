namespace GatewayKit.Plugins.Mock;

/// <summary>An answer, and how long it is held back.</summary>
internal readonly record struct MockedResponse(GatewayResponse Response, TimeSpan Delay)
{
    /// <summary>A structured boolean (RFC 9651, section 3.3.6), so that nobody takes a mock for the real thing.</summary>
    public const string Header = "Gateway-Mocked";

    public const string True = "?1";
}
