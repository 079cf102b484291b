using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>Reports a plugin's warnings at the location of its entry's options, while its constructor runs.</summary>
internal sealed class EntryWarnings(CompiledEntry entry, ConfigErrors errors) : IPluginWarnings
{
    private volatile bool _isClosed;

    public void Warn(string option, string message)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(message);
        if (!_isClosed)
            entry.Report(new OptionsError(option, message) { IsWarning = true }, errors);
    }

    /// <summary>Ends the collection after the constructor: later warnings are dropped.</summary>
    public void Close() => _isClosed = true;
}
