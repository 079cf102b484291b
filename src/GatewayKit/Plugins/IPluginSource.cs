using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins;

/// <summary>Where plugin assemblies come from: compiled into the host, or a folder. Both go through this door.</summary>
public interface IPluginSource
{
    /// <summary>
    /// Loads what is there now. Called when the gateway starts and again when the token fires; a module that has not
    /// changed is the same object as before. What does not load is reported, never skipped in silence.
    /// </summary>
    /// <param name="host">The host's services.</param>
    /// <param name="errors">Takes a message for each assembly that does not load.</param>
    IReadOnlyList<PluginModule> Load(IServiceProvider host, ICollection<PluginLoadError> errors);

    /// <summary>A token that fires once when <see cref="Load"/> may give something else.</summary>
    IChangeToken GetChangeToken();
}
