namespace GatewayKit;

/// <summary>Observes the end of an exchange, whether it succeeded or failed. Can't delay or change the exchange.</summary>
public interface ICompletionHook : IGatewayPlugin
{
    /// <summary>Called once for each exchange that reached this plugin, after the response was sent or aborted.</summary>
    /// <param name="context">The exchange.</param>
    void OnCompleted(GatewayContext context);
}
