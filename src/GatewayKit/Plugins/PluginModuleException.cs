namespace GatewayKit.Plugins;

/// <summary>An assembly breaks a rule of the plugin contract.</summary>
public sealed class PluginModuleException : Exception
{
    /// <summary>Names the rule.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="innerException">The cause, if any.</param>
    public PluginModuleException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
