namespace GatewayKit;

/// <summary>
/// Takes warnings about options that work but are probably not intended. A plugin's constructor asks for it. The warnings are
/// reported at the place of the option: by <c>gatewaykit validate</c>, and in the log when the configuration becomes active.
/// </summary>
public interface IPluginWarnings
{
    /// <summary>Reports a warning. Only calls from the constructor are reported; later ones have no effect.</summary>
    /// <param name="option">The option, as it is written in the configuration, such as <c>limits[1].window</c>; empty for all.</param>
    /// <param name="message">The warning, after the option's name: <c>is longer than a day; counters are kept in memory</c>.</param>
    void Warn(string option, string message);
}
