namespace GatewayKit.Plugins.Mock;

/// <summary>A mock that responds instead of the upstream.</summary>
internal interface IMock
{
    /// <summary>Matches a request on its way down; <c>null</c> if the mock doesn't handle it.</summary>
    MockCall? Take(GatewayContext context);

    /// <summary>Responds to a matched request; <c>null</c> to keep the upstream's response.</summary>
    MockedResponse? Answer(GatewayContext context, MockCall call);

    /// <summary>Resets the state of one consumer, or of all if <c>null</c>. Returns <c>false</c> if the mock is stateless.</summary>
    bool Reset(string? consumer);
}
