namespace GatewayKit;

/// <summary>Observes that the exchange has ended, however it ended. It can't delay or change anything.</summary>
public interface ICompletionHook : IGatewayPlugin
{
    /// <summary>Called once per exchange that reached this plugin, after the response was sent or cut off.</summary>
    /// <param name="context">The exchange.</param>
    void OnCompleted(GatewayContext context);
}
