namespace GatewayKit.Plugins;

/// <summary>Thrown when an assembly breaks a rule of the plugin contract.</summary>
public sealed class PluginModuleException : Exception
{
    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">The expected and the found state.</param>
    /// <param name="innerException">The cause, if any.</param>
    public PluginModuleException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
