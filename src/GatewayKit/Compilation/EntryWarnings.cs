using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>Reports a plugin's warnings at the location of its entry's options, while its constructor runs.</summary>
internal sealed class EntryWarnings(CompiledEntry entry, ConfigErrors errors) : IPluginWarnings
{
    private readonly List<OptionsError> _all = [];
    private volatile bool _isClosed;

    /// <summary>The warnings, for later configurations with the same instance.</summary>
    public IReadOnlyList<OptionsError> All => _all;

    public void Warn(string option, string message)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(message);
        if (_isClosed)
            return;

        var warning = new OptionsError(option, message) { IsWarning = true };
        _all.Add(warning);
        entry.Report(warning, errors);
    }

    /// <summary>Ends the collection after the constructor: later warnings are dropped.</summary>
    public void Close() => _isClosed = true;
}
