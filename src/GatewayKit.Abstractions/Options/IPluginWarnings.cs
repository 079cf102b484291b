namespace GatewayKit;

/// <summary>
/// Reports options that work but are probably not intended. A plugin's constructor can ask for it. The warnings are
/// reported with the location of the option: by <c>gatewaykit validate</c>, and in the log when the configuration takes effect.
/// </summary>
public interface IPluginWarnings
{
    /// <summary>Reports a warning. Only calls from the constructor are reported; later ones have no effect.</summary>
    /// <param name="option">The option as it is written in the configuration, such as <c>limits[1].window</c>;
    /// empty for the whole record.</param>
    /// <param name="message">The warning, without the option's name: <c>is longer than a day; counters are kept in memory</c>.</param>
    void Warn(string option, string message);
}
