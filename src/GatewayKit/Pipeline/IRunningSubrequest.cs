namespace GatewayKit.Pipeline;

/// <summary>A request that a plugin of an exchange has sent through the gateway, until its end.</summary>
internal interface IRunningSubrequest
{
    /// <summary>Aborts it, because the exchange has ended.</summary>
    void Abort();
}
