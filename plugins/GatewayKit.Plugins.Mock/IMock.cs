namespace GatewayKit.Plugins.Mock;

/// <summary>What can answer in the upstream's place.</summary>
internal interface IMock
{
    /// <summary>Looks at a request on its way down. Null: it is none of the mock's.</summary>
    MockCall? Take(GatewayContext context);

    /// <summary>Answers a request that was taken. Null: there is nothing better than what the upstream has.</summary>
    MockedResponse? Answer(GatewayContext context, MockCall call);

    /// <summary>Resets the state of one consumer, or of all if null; returns false if the mock has no state.</summary>
    bool Reset(string? consumer);
}
